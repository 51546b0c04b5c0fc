import { createReadStream } from 'node:fs'
import { stat, writeFile } from 'node:fs/promises'
import { planImported, readImport, storeImported, type ReadImport, type Stored } from '#base/catalog'
import type { Command, ExitCode, Invocation } from './command.ts'
import type { ImportDependencies } from './import-dependencies.ts'
import { importWorkbook } from './import-workbook.ts'
import { jsonOf, linesOfReport, tableOf } from './import-report.ts'

const USAGE = 'import items FILE.jsonl|FILE.xlsx [--dry-run] [--json] [--report 报告.csv]'
const PERCENT_STEP = 10

export function importItemsCommand(dependencies: () => Promise<ImportDependencies>): Command {
  return {
    name: 'import items',
    summary: '导入事项清单（JSON 行，或 xlsx 表格）：有一格错就一个也不收，错在哪行哪列逐一说明；--dry-run 只检查不写入，--report 另存一份表格',
    usage: USAGE,
    options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, report: { type: 'string' } },
    details: ['  --dry-run      只检查，什么也不写入', '  --report 文件  把每一处错（行、列、原因、建议）另存一份表格', '  同一个文件改好以后再导入一次，只改变了的事项出新版本。'],
    examples: ['import items items.xlsx --dry-run', 'import items items.jsonl --report errors.csv'],
    exits: '0 导入了（--dry-run：没有错），1 文件有错、一个也没有收，2 用法不对或没有这个文件',
    run: async (invocation) => importItems(invocation, await dependencies()),
  }
}

/** 0 imported, or with --dry-run nothing against it · 1 the file has errors and nothing was imported · 2 wrong usage or no such file. */
export async function importItems({ words, options, out, note }: Invocation, dependencies: ImportDependencies): Promise<ExitCode> {
  const [file, ...more] = words
  const bytes = file === undefined || more.length > 0 ? undefined : await sizeOf(file)
  if (file === undefined || bytes === undefined) {
    note(file === undefined || more.length > 0 ? `请写明要导入的一个文件\n用法：chunfeng ${USAGE}` : `读不到文件“${file}”，请核对路径`)
    return 2
  }
  const dryRun = options['dry-run'] === true
  const report = async (table: string): Promise<void> => { if (typeof options['report'] === 'string') await writeFile(options['report'], table) }
  if (file.endsWith('.xlsx')) return importWorkbook({ file, isDryRun: dryRun, isJson: options['json'] === true, report }, dependencies, { out, note })
  const read = await readImport(chunksOf(file, bytes, note), dependencies)
  const stored = read.errors.length > 0 ? [] : await settle(read, dependencies, { dryRun, note })
  await report(tableOf(read))
  if (options['json'] === true) out(jsonOf(read, stored, dryRun))
  else for (const line of linesOfReport(read, stored, dryRun)) out(line)
  return read.errors.length > 0 ? 1 : 0
}

interface Settling { dryRun: boolean; note: Invocation['note'] }

async function settle({ items }: ReadImport, { inTransaction }: ImportDependencies, { dryRun, note }: Settling): Promise<Stored[]> {
  if (dryRun) return inTransaction((tx) => planImported(tx, items))
  return inTransaction((tx) => storeImported(tx, items, (done, total) => note(`已写入 ${done}/${total}`)))
}

async function* chunksOf(file: string, bytes: number, note: Invocation['note']): AsyncGenerator<Uint8Array> {
  let done = 0
  let told = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    // Safe: without an encoding the stream gives buffers.
    const piece = chunk as Buffer
    yield piece
    done += piece.length
    const percent = Math.floor(done / bytes * 100)
    if (percent - told < PERCENT_STEP && done < bytes) continue
    told = percent
    note(`已读 ${percent}%`)
  }
}

async function sizeOf(file: string): Promise<number | undefined> {
  try {
    const found = await stat(file)
    return found.isFile() ? found.size : undefined
  } catch {
    return undefined
  }
}
