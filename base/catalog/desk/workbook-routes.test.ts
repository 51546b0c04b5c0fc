import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { after, before, describe, it } from 'node:test'
import { findItem } from '../items.ts'
import { readWorkbook } from '../sheet/read-workbook.ts'
import { item, newPath, put, rowsFor, written } from '../sheet/workbook.test-support.ts'
import { openDesk, fileForm, type Desk } from './desk.test-support.ts'

const TODAY = '2026-03-02'
let desk: Desk
before(async () => { desk = await openDesk(`${TODAY}T01:00:00Z`) })
after(() => desk.close())

/** A file in which the owners are called as this district calls them. */
async function file(change: Parameters<typeof put>[2] = '有与经营相适应的场所', row = 2): Promise<Buffer> {
  const rows = rowsFor([item(1), item(2)])
  for (const at of [2, 3]) {
    put(rows, { sheet: '事项', row: at, column: '实施主体' }, 'market-regulation')
    put(rows, { sheet: '事项', row: at, column: '受理部门' }, 'hall')
  }
  put(rows, { sheet: '事项', row, column: '受理条件' }, change)
  return readFile(await written(rows))
}
const send = async (mode: string, content: Buffer, cookie = desk.bureau) =>
  desk.door.ask('POST', `/api/catalog/workbook?mode=${mode}`, { cookie, ...fileForm(content) })

describe('实施清单表格', () => {
  it('先检查：说出会新增几件，什么也不写', async () => {
    const answer = await send('check', await file())
    assert.equal(answer.statusCode, 200, answer.body)
    assert.deepEqual([answer.json().new, answer.json().imported, answer.json().errorsTotal], [2, 0, 0])
    assert.equal(await findItem(desk.database, item(1).code, TODAY), undefined)
  })

  it('有一格错就一件也不收，说出表、行、列、格、内容、原因和办法', async () => {
    const { errors, errorsTotal, imported } = (await send('import', await file('待定', 3))).json()
    assert.deepEqual([errorsTotal, imported, errors[0].sheet, errors[0].line, errors[0].column, errors[0].cell], [1, 0, '事项', 3, '受理条件', 'Y3'])
    assert.match(errors[0].reason, /占位/)
    assert.match(errors[0].suggestion, /\S/)
    assert.equal(await findItem(desk.database, item(1).code, TODAY), undefined)
  })

  it('改正以后导入；再导入一次，一件也不变', async () => {
    const [first, second] = [(await send('import', await file())).json(), (await send('import', await file())).json()]
    assert.deepEqual([first.imported, first.new, second.new, second.changed, second.unchanged], [2, 2, 0, 0, 2])
    assert.equal((await findItem(desk.database, item(2).code, TODAY))?.name, item(2).name)
  })

  it('导出的表格读得回来，导出再导入一件也不变', async () => {
    const answer = await desk.door.ask('GET', '/api/catalog/workbook', { cookie: desk.bureau })
    assert.match(String(answer.headers['content-disposition']), /filename\*=UTF-8''/)
    const path = newPath()
    await writeFile(path, answer.rawPayload)
    assert.equal((await readWorkbook(path, { organisations: [], today: TODAY })).items.length, 2)
    assert.equal((await send('import', answer.rawPayload)).json().unchanged, 2)
  })

  it('模板人人一样，没有事项；不是表格的文件说清楚', async () => {
    const template = await desk.door.ask('GET', '/api/catalog/workbook/template', { cookie: desk.bureau })
    assert.equal((await send('check', template.rawPayload)).json().errorsTotal, 1)
    assert.equal((await send('check', Buffer.from('%PDF-1.4\n%%EOF\n'))).statusCode, 415)
    assert.equal((await send('check', Buffer.alloc(0))).statusCode, 415)
    const nothing = await desk.door.ask('POST', '/api/catalog/workbook?mode=check', {
      cookie: desk.bureau,
      payload: '--mark--\r\n',
      headers: { 'content-type': 'multipart/form-data; boundary=mark' },
    })
    assert.equal(nothing.statusCode, 400)
  })

  it('窗口人员、没有登录的人都不能用', async () => {
    assert.equal((await send('check', await file(), desk.window)).statusCode, 403)
    assert.equal((await desk.door.ask('GET', '/api/catalog/workbook')).statusCode, 401)
  })
})
