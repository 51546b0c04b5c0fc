import assert from 'node:assert/strict'
import { parseArgs } from 'node:util'
import { describe, it } from 'node:test'
import { helpOf, runCommand, type Command } from './command.ts'
import { commands } from './commands.ts'

async function run(...words: string[]): Promise<{ code: number; out: string; note: string }> {
  const [out, note]: [string[], string[]] = [[], []]
  const code = await runCommand(commands, words, { out: (line) => out.push(line), note: (line) => note.push(line) })
  return { code, out: out.join('\n'), note: note.join('\n') }
}

/** The words of a line of shell as these examples use it: quotes, and no more. */
function wordsOf(line: string): string[] {
  return [...line.replace(/ < .*$/, '').matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
}

/** What the command would be given; throws where an option is not its own. */
function parsed({ name, options }: Command, line: string): { positionals: string[]; values: object } {
  return parseArgs({ args: wordsOf(line).slice(name.split(' ').length), options, allowPositionals: true, strict: true })
}

describe('命令行的帮助', () => {
  it('help 列出全部命令；没有命令、--help、-h 都一样', async () => {
    const { code, out } = await run('help')
    assert.equal(code, 0)
    for (const { name, summary } of commands) assert(out.includes(name) && out.includes(summary), name)
    for (const words of [[], ['--help'], ['-h']]) assert.deepEqual(await run(...words), { code: 0, out, note: '' })
  })

  it('名字各不相同，前面的不挡后面的', async () => {
    assert.equal(new Set(commands.map(({ name }) => name)).size, commands.length)
    for (const { name, summary } of commands) assert.equal((await run(...name.split(' '), '--help')).out.split('\n')[0], summary, name)
  })

  for (const command of commands) {
    const { name, options, examples, usage } = command
    it(`${name}：用法、每个选项、例子、退出码都有`, async () => {
      const { code, out } = await run(...name.split(' '), '--help')
      assert.equal(code, 0)
      assert.equal(out, helpOf(command))
      assert(usage.startsWith(name), usage)
      const explained = out.split('\n').filter((line) => !line.startsWith('用法')).join('\n')
      for (const option of Object.keys(options)) {
        assert(usage.includes(`--${option}`) || option === 'password' || ['clock', 'validate'].includes(name), `用法里没有 --${option}`)
        assert(explained.includes(`--${option}`), `没有说明 --${option}`)
      }
      assert.match(out, /\n例：\n {2}\.\/bin\/chunfeng /)
      assert.match(out, /\n退出码：0 .*[12] .*$/)
      assert(out.split('\n').every((line) => line.length <= 200), '有的行太长')
      assert(examples.length > 0)
    })

    it(`${name}：例子照着打，选项都认得`, () => {
      for (const example of examples) {
        assert(example.startsWith(name), example)
        assert.doesNotThrow(() => parsed(command, example), example)
      }
    })

    it(`${name}：不认识的选项退出码 2，说对的用法`, async () => {
      const { code, out, note } = await run(...name.split(' '), '--没有这个选项')
      assert.deepEqual([code, out], [2, ''])
      assert(note.includes(usage), note)
    })
  }

  it('选项写错了，用中文说错在哪里', async () => {
    const said = async (...words: string[]) => (await run('mine', 'log.csv', ...words)).note.split('\n')[0]
    assert.equal(await said('--jsn'), '参数不对：没有“--jsn”这个选项')
    assert.equal(await said('--json=1'), '参数不对：“--json”后面不写值')
    for (const words of [['--case'], ['--case', '--json']]) assert.equal(await said(...words), '参数不对：“--case”后面要写值；值以 - 开头的，写成 --case=值')
  })

  it('会做完的命令都能答一行 JSON', () => {
    const lasting = new Set(['serve', 'upper-simulator'])
    assert.deepEqual(commands.filter(({ name, options }) => !('json' in options) && !lasting.has(name)).map(({ name }) => name), [])
  })

  it('没有的命令退出码 2，说怎样看全部', async () => {
    const { code, note } = await run('没有')
    assert.deepEqual([code, /chunfeng help/.test(note)], [2, true])
  })

  it('只写了前一个词：说出后面可以写的；加 --help 列出这几个', async () => {
    for (const words of [['joint'], ['joint', 'release-all']]) {
      const { code, note } = await run(...words)
      assert.deepEqual([code, /有的是：chunfeng joint plan、chunfeng joint release。/.test(note)], [2, true], note)
    }
    const { code, out } = await run('evaluate', '--help')
    assert.deepEqual([code, out.includes('evaluate guide'), out.includes('serve')], [0, true, false])
  })

  it('检查自己会失败：没有说明的选项、不认得的例子都查得出', () => {
    const bad: Command = { name: 'bad', summary: '', usage: 'bad', options: { quiet: { type: 'boolean' } }, examples: ['bad --loud'], run: async () => 0 }
    assert(!helpOf(bad).includes('--quiet'))
    assert.throws(() => parsed(bad, 'bad --loud'))
  })
})
