import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { dumpTrouble, loadTrouble } from './dump.ts'

describe('pg_dump 和服务器的版本', () => {
  it('pg_dump 与服务器同一大版本或更新就能备份，小版本不管', () => {
    for (const [server, tool] of [
      ['15.14 (Debian 15.14-0+deb12u1)', '15.1'],
      ['15.3', '18.0'],
      ['18beta1', '18.0'],
    ] as const)
      assert.equal(dumpTrouble({ server, tool }), undefined)
  })

  it('pg_dump 较旧就说要装哪一个', () => {
    assert.match(dumpTrouble({ server: '18.0', tool: '15.14' }) ?? '', /PostgreSQL 18\.0，这里的 pg_dump 是 15\.14：.*postgresql-client-18/)
    assert.match(dumpTrouble({ server: '18.0', tool: undefined }) ?? '', /没有/)
  })

  it('恢复：pg_restore 不能比写备份的 pg_dump 旧，服务器不能比原来的旧；其余都行', () => {
    const fine = { dumped: '15.14', dumpTool: '15.14', tool: '15.2', server: '15.0' }
    assert.equal(loadTrouble(fine), undefined)
    assert.equal(loadTrouble({ ...fine, tool: '18.1', server: '18.0' }), undefined)
    assert.equal(loadTrouble({ ...fine, dumpTool: undefined }), undefined, '以前的备份没有记')
    assert.match(loadTrouble({ ...fine, dumpTool: '18.0' }) ?? '', /pg_restore 是 15\.2，读不了.*postgresql-client-18/)
    assert.match(loadTrouble({ ...fine, dumped: '18.0', dumpTool: '18.0', tool: '18.0' }) ?? '', /较旧的 15\.0，不能往回恢复.*PostgreSQL 18/)
  })
})
