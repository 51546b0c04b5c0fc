import { resolve } from 'node:path'
import { dayAt, isDay } from '#platform/day'
import { recordAudit } from '#base/audit'
import { assembleKernel } from '../app.ts'
import { orSay } from './audit.ts'
import type { Command, ExitCode, Invocation } from './command.ts'
import type { Wish } from './export/folder.ts'
import { exportRecords } from './export/run.ts'
import { FORMATS } from './export/sheet.ts'
import { operator } from './operator.ts'
import { withDatabase } from './with-database.ts'

/** As long as the reason for looking at one field. */
const REASON_LENGTH_MIN = 5
const EARLIEST = '2000-01-01'

export const exportRecordsCommand: Command = {
  name: 'export records',
  summary: '导出办件、记录、文书目录和统计（JSON 行或 CSV），供移交和归档；默认不含个人信息，可中断续写',
  usage: 'export records --to 目录 [--from 日子] [--until 日子] [--format jsonl|csv] [--personal --reason 理由] [--json]',
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    until: { type: 'string' },
    format: { type: 'string' },
    personal: { type: 'boolean' },
    reason: { type: 'string' },
    json: { type: 'boolean' },
  },
  details: [
    '  --to 目录      空目录，或上次没有写完的：同样的选项再运行一次就接着写',
    '  --from --until 按收件的日子，都含在内；省略则从头到今天',
    '  --format       jsonl（默认）或 csv',
    `  --personal     姓名写全、表单解密、每步填写的内容；必须用 --reason 写明理由（${REASON_LENGTH_MIN} 个字以上），记入审计`,
    '  --reason 理由',
    '  写 cases、events、documents、statistics 四个文件和 manifest.json（条数、SM3 摘要）。封存的办件不在内。上传的文件在 backup 里。',
  ],
  examples: [
    'export records --to /archive/2026',
    'export records --to /archive/march --from 2026-03-01 --until 2026-03-31 --format csv',
    'export records --to /archive/handover --personal --reason "移交区档案馆，档函〔2026〕3号"',
  ],
  run: (invocation) => {
    const wish = wishOf(invocation.options)
    if (typeof wish === 'string') {
      invocation.note(wish)
      return Promise.resolve(2)
    }
    return orSay(invocation, () => run(invocation, wish))
  },
}

/** What is asked for, or a sentence about what is wrong with it. */
function wishOf({ to, from = EARLIEST, until = dayAt(new Date()), format = 'jsonl', personal = false, reason }: Invocation['options']): Wish | string {
  const known = FORMATS.find((one) => one === format)
  if (typeof to !== 'string') return '请用 --to 写明导出到哪个目录'
  if (known === undefined) return `--format 应是 ${FORMATS.join(' 或 ')}`
  if (typeof from !== 'string' || typeof until !== 'string' || !isDay(from) || !isDay(until)) return '--from 和 --until 应是日子，如 2026-03-31'
  if (from > until) return '--from 不能晚于 --until'
  if (personal !== true && reason !== undefined) return '--reason 只与 --personal 一起用'
  if (personal === true && (typeof reason !== 'string' || [...reason.trim()].length < REASON_LENGTH_MIN))
    return `导出个人信息要用 --reason 写明理由，至少 ${REASON_LENGTH_MIN} 个字`
  return { from, until, personal: personal === true, format: known }
}

function run({ options, out, note }: Invocation, wish: Wish): Promise<ExitCode> {
  const directory = resolve(String(options['to']))
  return withDatabase<ExitCode>(note, async (database, { keysDirectory }) => {
    const kernel = assembleKernel({ sendJobs: async () => {}, keysDirectory })
    if (wish.personal) await kernel.vault.prepare(database)
    const now = new Date()
    const call = { tx: database, actor: operator(), now }
    const about = { action: 'export' as const, object: `${wish.from} 至 ${wish.until}`, reason: wish.personal ? String(options['reason']).trim() : undefined }
    // Before the first line: who exports is written down even where the export is broken off.
    await recordAudit(call, { ...about, what: wish.personal ? '导出办件档案（含个人信息）' : '导出办件档案', detail: { format: wish.format, personal: wish.personal } })
    const counts = await exportRecords(database, kernel, { directory, wish, now, note })
    await recordAudit({ ...call, now: new Date() }, { ...about, what: '办件档案导出完成', detail: { ...counts } })
    out(options['json'] === true ? JSON.stringify({ ok: true, directory, ...counts })
      : `已导出到 ${directory}：办件 ${counts.cases} 件、记录 ${counts.events} 条、文书 ${counts.documents} 份、统计 ${counts.statistics} 行${wish.personal ? '。里面有个人信息，请按保密要求保管' : ''}`)
    return 0
  })
}
