/** What whoever runs the platform asks it, outside the route table: health.ts, metrics.ts, openapi.ts. */
export const OPERATIONS_PATHS: Readonly<Record<string, object>> = {
  '/healthz': ask('getHealthz', '进程活着', json('alive')),
  '/readyz': ask('getReadyz', '数据库也在，可以接客', json('ready'), { 503: { $ref: '#/components/responses/503' } }),
  '/metrics': ask('getMetrics', '指标（Prometheus）：只给本机，或持 CHUNFENG_METRICS_TOKEN 的',
    { 'text/plain': { schema: { type: 'string' } } }, { 403: { $ref: '#/components/responses/403' } }),
  '/api/openapi.json': ask('getOpenapiJson', '接口说明（本文）', { 'application/json': { schema: { type: 'object' } } }),
}

function ask(operationId: string, summary: string, content: object, errors: Readonly<Record<string, object>> = {}): object {
  return { get: { operationId, summary, tags: ['operations'], parameters: [], security: [], responses: { '2XX': { description: '成功', content }, ...errors } } }
}

function json(status: string): object {
  return { 'application/json': { schema: { type: 'object', required: ['status'], properties: { status: { const: status } } } } }
}
