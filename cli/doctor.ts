import type { Command, ExitCode, Invocation } from './command.ts'
import { CHECK_IDS, examine, mend, type Examination, type Examined } from './doctor/examine.ts'
import { LIMITS, limitsFrom, type Limits } from './doctor/limits.ts'

const WORDS_A_LINE = 5

export const doctorCommand: Command = {
  name: 'doctor',
  summary: `体检：${CHECK_IDS.length} 项检查，每处毛病给出治它的命令；有毛病时退出码为 1`,
  usage: 'doctor [--json] [--only ID] [--heal ID] [--limit 名称=数值]…',
  options: { json: { type: 'boolean' }, only: { type: 'string' }, heal: { type: 'string' }, limit: { type: 'string', multiple: true } },
  details: [
    '  --only ID      只报告这一项', '  --heal ID      治这一项：做它能自己做的事，再查一遍', '  --json         {"ok", "checks": [{"id", "ok", "text", "heal"?}]}',
    '  --limit        改阈值，可以写几次；默认：', ...inLines(Object.entries(LIMITS).map(([name, value]) => `${name}=${value}`)),
    '  检查项（ID）：', ...inLines(CHECK_IDS),
  ],
  examples: ['doctor', 'doctor --json', 'doctor --heal uploads', 'doctor --limit disk-free-mb=5000'],
  exits: '0 都正常（--heal：治好了），1 有毛病，2 用法不对',
  run: async (invocation) => {
    const limits = limitsFrom(listOf(invocation.options['limit']))
    const unknown = [invocation.options['only'], invocation.options['heal']].find((id) => id !== undefined && !CHECK_IDS.includes(String(id)))
    if (typeof limits === 'string' || unknown !== undefined) {
      invocation.note(typeof limits === 'string' ? limits : `没有“${String(unknown)}”这一项检查，用 chunfeng doctor --help 查看全部`)
      return 2
    }
    const { heal } = invocation.options
    return typeof heal === 'string' ? healOne(invocation, heal, limits) : report(invocation, limits)
  },
}

async function report({ options, out, note }: Invocation, limits: Limits): Promise<ExitCode> {
  const whole = await examine(limits, note)
  const found = options['only'] === undefined ? whole : narrowed(whole, String(options['only']))
  out(options['json'] === true ? JSON.stringify(found) : [...found.checks.map(lineOf), verdictOf(found)].join('\n'))
  return found.ok ? 0 : 1
}

function narrowed({ checks }: Examination, id: string): Examination {
  const kept = checks.filter((check) => check.id === id)
  return { ok: kept.length > 0 && kept.every(({ ok }) => ok), checks: kept }
}

async function healOne({ options, out, note }: Invocation, id: string, limits: Limits): Promise<ExitCode> {
  const finding = await mend(id, limits, note) ?? (await examine(limits, note)).checks.find((check) => check.id === id)
  if (finding === undefined) { note(`这一项现在查不了，请先治好别的`); return 1 }
  const checks = [{ id, ...finding }]
  out(options['json'] === true ? JSON.stringify({ ok: finding.ok, checks }) : checks.map(lineOf).join('\n'))
  return finding.ok ? 0 : 1
}

function lineOf({ id, ok, text, heal }: Examined): string {
  return `${ok ? '✔' : '✖'} ${id}  ${text}${heal === undefined ? '' : `\n    治：${heal}`}`
}

function verdictOf({ ok, checks }: Examination): string {
  return ok ? `查了 ${checks.length} 项，都正常` : `查了 ${checks.length} 项，${checks.filter((check) => !check.ok).length} 项有毛病`
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** A few words a line, so that a terminal shows them whole. */
function inLines(words: readonly string[]): string[] {
  return Array.from({ length: Math.ceil(words.length / WORDS_A_LINE) }, (_, line) =>
    `    ${words.slice(line * WORDS_A_LINE, (line + 1) * WORDS_A_LINE).join('  ')}`)
}
