import { createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { dayAt } from '#platform/day'
import { listItemsInForce, writeWorkbook } from '#base/catalog'
import { organisationName } from '#base/people'
import type { Command } from './command.ts'
import { withDatabase } from './with-database.ts'

/** Writes the catalogue as it is in force today into a workbook that `import items` takes back. */
export const exportItemsCommand: Command = {
  name: 'export items',
  summary: '导出在用的实施清单为表格（xlsx）；改好以后可以再导入，--template 只要空模板',
  usage: 'export items FILE.xlsx [--template] [--json]',
  options: { template: { type: 'boolean' }, json: { type: 'boolean' } },
  details: ['  --template     只要空模板', '  改好以后用 import items 导回来，只改变了的事项出新版本。'],
  examples: ['export items items.xlsx', 'export items template.xlsx --template'],
  run: async ({ words, options, out, note }) => {
    const [file, ...more] = words
    if (file === undefined || more.length > 0 || !file.endsWith('.xlsx')) {
      note('请写明要写到的一个文件，以 .xlsx 结尾\n用法：chunfeng export items FILE.xlsx [--template] [--json]')
      return 2
    }
    const items = options['template'] === true ? [] : await withDatabase(note, (database) => listItemsInForce(database, dayAt(new Date())))
    await pipeline(writeWorkbook(items, organisationName), createWriteStream(file))
    if (options['json'] === true) out(JSON.stringify({ ok: true, file, items: items.length }))
    else out(options['template'] === true ? `模板已写到 ${file}` : `已导出 ${items.length} 个事项到 ${file}`)
    return 0
  },
}
