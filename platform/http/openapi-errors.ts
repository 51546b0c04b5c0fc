/** The body of every error. */
export const ERROR_SCHEMA = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message', 'traceId'],
      properties: {
        code: { type: 'string', description: '错误类别，供程序判断' },
        message: { type: 'string', description: '发生了什么、该怎么办' },
        fields: {
          type: 'array',
          description: '有误的字段',
          items: { type: 'object', required: ['path', 'message'], properties: { path: { type: 'string' }, message: { type: 'string' } } },
        },
        traceId: { type: 'string', description: '编号，查日志用；与响应头 x-trace-id 相同' },
      },
    },
  },
}

const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }

export const ERROR_RESPONSES: Readonly<Record<string, object>> = {
  400: { description: '内容有误（invalid）', content },
  401: { description: '没有登录（unauthenticated），登录还缺动态码（second-factor）', content },
  403: { description: '不允许（forbidden），要先改密码（password-change）或绑定身份验证器（second-factor-missing）', content },
  404: { description: '没有，或不该让您知道有（not-found）', content },
  409: { description: '有人先办了，或版本已旧（conflict）', content },
  413: { description: '太大（too-large）', content },
  415: { description: '类型不支持（unsupported-media）', content },
  422: { description: '规则不允许（rule）', content },
  429: { description: '太频繁（too-many）', content },
  503: { description: '暂时不能用（unavailable）', content },
}
