import { parseArgs, type ParseArgsConfig } from 'node:util'

/** Exit codes: 0 done · 1 something was wrong with the data or the check failed · 2 wrong usage. */
export type ExitCode = 0 | 1 | 2

export interface Invocation {
  /** What stands behind the command's own name and is no option. */
  words: string[]
  options: Readonly<Record<string, unknown>>
  /** A line of result, to standard output. */
  out: (line: string) => void
  /** Progress and remarks, to standard error. */
  note: (line: string) => void
}

/** One command of `chunfeng`; the help is made from these. */
export interface Command {
  /** May be two words: 'import items'. */
  name: string
  summary: string
  usage: string
  options: NonNullable<ParseArgsConfig['options']>
  /** What the options mean, a line each, for --help. */
  details?: readonly string[]
  /** Whole commands as an operator types them behind `chunfeng`, at least one. */
  examples: readonly string[]
  /** What the exit codes mean where they mean more than usual. */
  exits?: string
  run: (invocation: Invocation) => Promise<ExitCode>
}

/** Finds the command, reads its options and runs it; wrong usage says what is right. */
export async function runCommand(commands: readonly Command[], args: string[], { out, note }: Pick<Invocation, 'out' | 'note'>): Promise<ExitCode> {
  const found = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word))
  if (!found) return answerWithout(commands, args, { out, note })
  const rest = args.slice(found.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) { out(helpOf(found)); return 0 }
  const parsed = parse(found, rest)
  if (typeof parsed === 'string') { note(`${parsed}\n用法：chunfeng ${found.usage}`); return 2 }
  return found.run({ words: parsed.positionals, options: parsed.values, out, note })
}

function answerWithout(commands: readonly Command[], args: string[], { out, note }: Pick<Invocation, 'out' | 'note'>): ExitCode {
  const asked = args.length === 0 || ['help', '--help', '-h'].includes(args[0] ?? '')
  if (asked) { out(overview(commands)); return 0 }
  const family = commands.filter(({ name }) => name.startsWith(`${args[0]} `))
  if (family.length > 0 && args.some((word) => word === '--help' || word === '-h')) { out(overview(family)); return 0 }
  const others = family.length > 0 ? `有的是：${family.map(({ name }) => `chunfeng ${name}`).join('、')}。` : ''
  note(`没有“${args.join(' ')}”这个命令。${others}用 chunfeng help 查看全部命令。`)
  return 2
}

function parse({ options }: Command, args: string[]): { positionals: string[]; values: Record<string, unknown> } | string {
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true })
  } catch (error) {
    return `参数不对：${wrongOption(error instanceof Error ? error.message : String(error))}`
  }
}

/** Node says it in English. */
function wrongOption(said: string): string {
  const [, name = ''] = /'(--?[^' ]*)/.exec(said) ?? []
  if (said.startsWith('Unknown option')) return `没有“${name}”这个选项`
  if (/argument missing|ambiguous/.test(said)) return `“${name}”后面要写值；值以 - 开头的，写成 ${name}=值`
  return /does not take/.test(said) ? `“${name}”后面不写值` : said
}

/** Every option is explained: the common one here, the others by the command itself. */
export function helpOf({ summary, usage, options, details = [], examples, exits = EXITS }: Command): string {
  const json = 'json' in options && !details.some((line) => line.trim().startsWith('--json')) ? ['  --json         结果写成一行 JSON，给别的程序读'] : []
  const shown = examples.map((line) => `  ./bin/chunfeng ${line}`)
  return [summary, '', `用法：chunfeng ${usage}`, ...details, ...json, '', '例：', ...shown, '', `退出码：${exits}`].join('\n')
}

const EXITS = '0 完成，1 没有做成或核验不通过，2 用法不对'

function overview(commands: readonly Command[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length))
  return ['春风 chunfeng：区级一体化政务服务平台', '', ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`), '',
    '每个命令后加 --help 看用法。退出码：0 完成，1 数据有误或核验不通过，2 用法不对。'].join('\n')
}
