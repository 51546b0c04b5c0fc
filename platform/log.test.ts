import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createLog } from '#platform/log'

/** What a log of this level has written. */
function linesOf(level: string, write: (log: ReturnType<typeof createLog>) => void): string[] {
  const lines: string[] = []
  write(createLog(level, { write: (line) => void lines.push(line) }))
  return lines
}

describe('日志', () => {
  it('一行一条 JSON', () => {
    const [line = ''] = linesOf('info', (log) => log.info({ caseId: 'c1' }, '已受理'))
    const { level, caseId, msg } = JSON.parse(line)
    assert.deepEqual({ level, caseId, msg }, { level: 30, caseId: 'c1', msg: '已受理' })
  })

  it('低于级别的不写', () => {
    const write = (log: ReturnType<typeof createLog>): void => log.info('已受理')
    assert.deepEqual([linesOf('warn', write).length, linesOf('info', write).length, linesOf('silent', write).length], [0, 1, 0])
  })

  const secret = 'Chunfeng-2026'
  for (const name of ['password', 'queryPassword', 'totp', 'token', 'cookie', 'set-cookie', 'authorization']) {
    it(`${name} 不论在哪一层都不写进日志`, () => {
      const its = { [name]: secret }
      const places = [its, { body: its }, { req: { headers: its } }, { a: { b: { c: its } } }]
      const text = linesOf('info', (log) => places.forEach((place) => log.info(place, '请求'))).join('')
      assert.equal(text.includes(secret), false)
      assert.equal(text.match(/\[已隐去\]/g)?.length, places.length)
    })
  }

  it('数据库的错误只写它的话，不写行里的内容和连接，几个错误合在一起也一样', () => {
    const failed = Object.assign(new Error('duplicate key'), { code: '23505', detail: `Key (login)=(${secret})`, where: secret, client: { secretKey: secret } })
    const text = linesOf('info', (log) => { log.error({ err: failed }, '一'); log.error({ err: new AggregateError([failed], 'all') }, '二') }).join('')
    assert.equal(text.includes(secret), false)
    assert.equal(text.match(/"code":"23505"/g)?.length, 2)
  })

  it('不相干的内容照写', () => {
    assert.match(linesOf('info', (log) => log.info({ req: { headers: { host: 'localhost' } } }))[0] ?? '', /localhost/)
  })
})
