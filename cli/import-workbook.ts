import { readWorkbook, storeWorkbook, type SheetFinding } from '#base/catalog'
import type { ExitCode, Invocation } from './command.ts'
import { sheetTableOf } from './import-report.ts'
import type { ImportDependencies } from './import-dependencies.ts'

interface Order { file: string; isDryRun: boolean; isJson: boolean; report: (table: string) => Promise<void> }

const CLERK = { id: 'operator', name: '命令行导入' }

/** Imports a workbook: 0 imported, or with a dry run nothing against it · 1 it has errors and nothing was imported. */
export async function importWorkbook(
  { file, isDryRun, isJson, report }: Order,
  dependencies: ImportDependencies,
  { out, note }: Pick<Invocation, 'out' | 'note'>,
): Promise<ExitCode> {
  const read = await readWorkbook(file, dependencies)
  note(`已读 ${read.rows} 行`)
  const organisations = new Set(dependencies.organisations.map(({ id }) => id))
  const by = { ...CLERK, at: dependencies.now }
  const { stored, errors: broken } =
    read.errors.length > 0
      ? { stored: [], errors: [] }
      : await dependencies.inTransaction((tx) =>
          storeWorkbook(tx, read, { today: dependencies.today, organisations, isDryRun, by, onProgress: (done, total) => note(`已写入 ${done}/${total}`) }),
        )
  const errors = [...read.errors, ...broken]
  const count = (wanted: string): number => stored.filter(({ outcome }) => outcome === wanted).length
  const counts = { new: count('new'), changed: count('changed'), unchanged: count('unchanged') }
  await report(sheetTableOf({ errors, odd: read.odd }))
  if (isJson) out(JSON.stringify({ rows: read.rows, dryRun: isDryRun, imported: isDryRun ? 0 : stored.length, ...counts, errors, odd: read.odd }))
  else for (const line of linesOf(errors, read.odd)) out(line)
  if (!isJson) out(closing({ errors: errors.length, odd: read.odd.length, rows: read.rows }, counts, isDryRun))
  return errors.length > 0 ? 1 : 0
}

function linesOf(errors: readonly SheetFinding[], odd: readonly SheetFinding[]): string[] {
  return [...odd.map((finding) => `可疑 ${sentenceOf(finding)}`), ...errors.map((finding) => `错误 ${sentenceOf(finding)}`)]
}

function sentenceOf({ sheet, line, column, cell, value, reason, suggestion }: SheetFinding): string {
  const where = [`“${sheet}”表`, line > 0 ? `第 ${line} 行` : '', column === null ? '' : `“${column}”列`, cell === '' ? '' : `（${cell}）`].join('')
  return `${where}：${reason}${value === '' ? '' : `，现在是 ${value}`}。建议：${suggestion}`
}

interface Totals { rows: number; errors: number; odd: number }

function closing({ rows, errors, odd }: Totals, counts: { new: number; changed: number; unchanged: number }, isDryRun: boolean): string {
  const read = `共 ${rows} 行，错误 ${errors} 处，可疑 ${odd} 处。`
  if (errors > 0) return `${read}有错误，一个事项也没有导入。请按上面的建议改正后重新导入。`
  return `${read}${isDryRun ? '检查通过，没有写入。若导入' : '已导入'}：新增 ${counts.new}，更新 ${counts.changed}，未变 ${counts.unchanged}。`
}
