import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import ExcelJS from 'exceljs'
import { csvText } from '#platform/csv'
import { FOOD, Town, type Visitor } from '../../applications/web/citizen/town.test-support.ts'
import { COLUMNS } from './sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-marks-'))
let town: Town
let bureau: Visitor
before(async () => {
  process.env['CHUNFENG_DATA'] = folder
  town = await Town.open('2026-03-02')
  bureau = await town.signedIn('bureau')
})
after(async () => {
  await town.close()
  rmSync(folder, { recursive: true, force: true })
})

const ROWS = [[...COLUMNS], [FOOD, '', '异地代收代办', '全市', '2026-01-01', '', '测试用的依据', '']]

async function xlsx(rows: readonly (readonly string[])[]): Promise<Uint8Array<ArrayBuffer>> {
  const workbook = new ExcelJS.Workbook()
  workbook.addWorksheet('高频事项').addRows(rows.map((row) => [...row]))
  return new Uint8Array(await workbook.xlsx.writeBuffer())
}
const send = (content: Uint8Array<ArrayBuffer>, mode: string, who = bureau) =>
  who.upload(`/api/anywhere/marks/sheet?mode=${mode}`, [{ field: 'file', name: '高频事项.xlsx', content, type: 'application/octet-stream' }])

describe('高频事项的表格', () => {
  it('XLSX 和 CSV 一样收；错的格连行号一起说；不是表格的不收', async () => {
    assert.partialDeepStrictEqual((await send(await xlsx(ROWS), 'import')).json(), { added: 1, errorsTotal: 0 })
    assert.partialDeepStrictEqual((await send(new TextEncoder().encode(csvText(ROWS)), 'import')).json(), { added: 0, same: 1, errorsTotal: 0 })
    const wrong = (await send(await xlsx([...ROWS, [FOOD, '', '飞着办', '', '2026-01-01', '', '依据', '']]), 'check')).json()
    assert.deepEqual(wrong.errors.map(({ line, column }: { line: number; column: string }) => [line, column]), [[3, '通办方式']])
    assert.equal((await send(new TextEncoder().encode('PK不是表格'), 'check')).statusCode >= 400, true)
  })

  it('导出的表再导入没有变化；不是政数局的不能导入', async () => {
    const { rawPayload } = await bureau.get('/api/anywhere/marks/sheet')
    assert.partialDeepStrictEqual((await send(new Uint8Array(rawPayload), 'check')).json(), { added: 0, changed: 0, same: 1 })
    assert.equal((await send(await xlsx(ROWS), 'import', await town.signedIn('window'))).statusCode, 403)
  })
})
