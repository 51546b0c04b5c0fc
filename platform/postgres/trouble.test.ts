import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { DatabaseTrouble, troubleFrom } from './trouble.ts'

describe('数据库起不来时对人说的话', () => {
  const examples: [output: string, sentence: RegExp][] = [
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', /磁盘已满/],
    ['initdb: error: could not create directory "x": Disk quota exceeded', /配额已用完/],
    ['Error: EROFS: read-only file system, mkdir', /只读/],
    ['could not read block 1 in file "base/1/2": Input/output error', /磁盘读写出错/],
    ['FATAL:  database files are incompatible with server\nDETAIL:  The data directory was initialized by PostgreSQL version 17', /另一个版本/],
    ['PANIC:  could not locate a valid checkpoint record', /缺失或已损坏/],
    ['postgres: could not find the database system\ncould not open file "x/global/pg_control": No such file', /缺失或已损坏/],
    ['FATAL:  data directory "x" has invalid permissions', /所有者或权限不对/],
    ['initdb: error: could not look up effective user ID 12345: user does not exist', /没有登记/],
    ['FATAL:  could not map anonymous shared memory: Cannot allocate memory', /内存或共享内存不足/],
    ["Error: EACCES: permission denied, mkdir '/x'", /没有读写数据目录的权限/],
    ['could not open file: Too many open files', /打开的文件太少/],
  ]
  for (const [output, sentence] of examples) {
    it(`“${output.split('\n')[0]}”`, () => {
      const trouble = troubleFrom('启动数据库', output)
      assert(trouble instanceof DatabaseTrouble)
      assert.match(trouble.message, sentence)
      assert.match(trouble.message, /^启动数据库失败：/)
      assert.equal(trouble.exitCode, 1)
    })
  }

  it('没有见过的话照原样引出，不吞掉', () => {
    assert.match(troubleFrom('启动数据库', 'FATAL:  something new').message, /原话是：\n {2}FATAL: {2}something new$/)
  })

  it('很长的输出只引最后几行', () => {
    const output = Array.from({ length: 100 }, (_, index) => `line ${index}`).join('\n')
    const quoted = troubleFrom('启动数据库', output).message.split('\n').slice(1)
    assert.equal(quoted.length, 8)
    assert.equal(quoted.at(-1), '  line 99')
  })
})
