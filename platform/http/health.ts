import type { FastifyInstance } from 'fastify'
import { Refusal } from '#platform/refusal'

const READY_MILLISECONDS_MAX = 2000

/** /healthz: the process lives. /readyz: it can work; a balancer sends nobody here while it cannot. */
export function addHealth(scope: FastifyInstance, ready: () => Promise<unknown>): void {
  scope.get('/healthz', (_request, reply) => reply.send({ status: 'alive' }))
  scope.get('/readyz', async () => {
    if (await answersInTime(ready)) return { status: 'ready' }
    throw new Refusal('unavailable', '系统还没有准备好（数据库没有应答），请稍后再试')
  })
}

async function answersInTime(ready: () => Promise<unknown>): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>()
  const timer = setTimeout(resolve, READY_MILLISECONDS_MAX, false)
  const answer = Promise.resolve().then(ready).then((value) => value !== false, () => false)
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}
