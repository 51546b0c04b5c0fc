import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Page } from 'playwright-core'
import ExcelJS from 'exceljs'
import { browserMissing, openSite, type Site } from './browser.ts'
import { publishAt, signInAt } from './staff-desk.ts'

const SHOTS = process.env['CHUNFENG_SHOTS']
const CODE = 'SL4401142000013'

describe('事项目录的编辑台', { skip: browserMissing }, () => {
  let site: Site
  let page: Page
  let folder: string
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'chunfeng-desk-'))
    site = await openSite('2026-03-02')
    page = await site.open({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(8000)
    await page.goto('/staff/catalogue')
    await signInAt(page, 'bureau')
    await page.getByRole('region', { name: '事项目录' }).waitFor()
  })
  after(async () => {
    await site.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const shot = async (name: string) => { if (SHOTS) await page.screenshot({ path: `${SHOTS}/${name}.png`, fullPage: true }) }
  const publish = () => publishAt(page)
  const draftSaved = () => page.getByText(/^草稿已保存/).waitFor()

  it('改坏了可以存草稿，不能发布，说清楚改哪里；群众看到的还是原来的', async () => {
    await shot('catalogue-list')
    await page.getByLabel('按名称或编码查').fill(CODE)
    await page.keyboard.press('Enter')
    await page.locator('tbody tr').nth(1).waitFor({ state: 'detached' })
    await page.locator('tbody tr a').click()
    await page.getByRole('heading', { name: '是什么' }).waitFor()
    await page.getByLabel('承诺工作日', { exact: true }).fill('3000')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await draftSaved()
    await page.getByRole('heading', { name: /^发布以前还要改好/ }).waitFor()
    await shot('catalogue-hurdles')
    for (const name of ['发布', '放弃草稿']) {
      const asking = page.getByRole('button', { name, exact: true })
      await asking.click()
      await page.locator('button:focus').getByText('先不').waitFor()
      await shot(`catalogue-asked-${name}`)
      await page.keyboard.press('Enter')
      await page.getByText('先不').waitFor({ state: 'detached' })
      await page.locator('button:focus').getByText(name, { exact: true }).waitFor()
    }
    assert.equal(await page.getByRole('alert').filter({ hasText: /改好才能发布/ }).count(), 0)
    await publish()
    await page.getByRole('alert').filter({ hasText: /改好才能发布/ }).waitFor()
    assert.notEqual((await itemNow()).promisedWorkingDays, 3000)
  })

  it('改好、加一个情形的选项：看得到改了什么、群众看到的页面，再发布', async () => {
    await page.getByLabel('承诺工作日', { exact: true }).fill('19')
    await page.getByLabel('事项名称').fill('改过名字的事项')
    await page.getByRole('button', { name: '情形', exact: true }).click()
    await page.getByLabel('问题 1选项 1', { exact: true }).fill('换了说法的选项')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await draftSaved()
    await page.getByRole('button', { name: '与上一版比' }).click()
    await page.getByText(/^事项名称：由“.+”改为“改过名字的事项”/).waitFor()
    await page.getByRole('region', { name: '与上一版比' }).getByText(/换了说法的选项/).first().waitFor()
    await page.getByRole('button', { name: '预览' }).click()
    await page.frameLocator('iframe').getByRole('heading', { level: 1, name: '改过名字的事项' }).waitFor()
    await shot('catalogue-preview')
    await page.getByRole('button', { name: '材料清单' }).click()
    await page.frameLocator('iframe').getByRole('heading', { name: '您的材料清单' }).waitFor()
    await publish()
    await page.getByText(/^已发布第 2 版/).waitFor()
    assert.equal((await itemNow()).name, '改过名字的事项')
    await page.getByRole('button', { name: '各版和经过' }).click()
    await page.getByRole('rowheader', { name: '第 2 版' }).waitFor()
    await shot('catalogue-history')
  })

  it('导出的表格改错一格，先检查就说出是哪一格；改对以后才能导入', async () => {
    await page.getByRole('link', { name: '‹ 全部事项' }).click()
    await page.getByText('用表格批量导出、导入').click()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '导出在用的事项' }).click()])
    const path = join(folder, 'items.xlsx')
    await download.saveAs(path)
    await put(path, '待定')
    await page.getByLabel(/^选择改好的表格/).setInputFiles(path)
    await page.getByRole('rowheader', { name: /事项 .2/ }).waitFor()
    await shot('catalogue-workbook')
    assert.equal(await page.getByRole('button', { name: '导入', exact: true }).count(), 0)
    await put(path, '表格里改的名字')
    await page.getByLabel(/^选择改好的表格/).setInputFiles(path)
    await page.getByText(/若导入：新增 0，更新 1/).waitFor()
    await page.getByRole('button', { name: '导入', exact: true }).click()
    await page.getByText(/已导入：新增 0，更新 1/).waitFor()
  })

  it('草稿写到一半，别人用表格发布了新的一版：先比较，再从新版接着写，才能发布', async () => {
    const [first = ''] = await codesIn(join(folder, 'items.xlsx'))
    await page.goto(`/staff/catalogue?code=${first}`)
    await page.getByLabel('事项名称').fill('草稿里的名字')
    await page.getByRole('button', { name: '保存草稿' }).click()
    await draftSaved()
    await put(join(folder, 'items.xlsx'), '表格又改的名字')
    const file = {
      name: 'items.xlsx', mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', buffer: readFileSync(join(folder, 'items.xlsx')),
    }
    assert.equal((await page.request.post('/api/catalog/workbook?mode=import', { multipart: { file }, headers: { origin: site.url } })).status(), 200)
    await publish()
    await page.getByRole('alert').filter({ hasText: /保存一次确认以后再发布/ }).waitFor()
    await page.getByRole('button', { name: /^已经比较过，从第 3 版接着写/ }).click()
    await page.getByText(/可以发布$/).waitFor()
    await publish()
    await page.getByText(/^已发布第 4 版/).waitFor()
  })

  async function itemNow(): Promise<{ name: string; promisedWorkingDays: number }> {
    return (await page.request.get(`/api/items/${CODE}`)).json()
  }
})

/** Writes the name of the first item of a workbook. */
async function put(path: string, name: string): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  const sheet = workbook.getWorksheet('事项')
  assert(sheet)
  const headings = Array.from({ length: sheet.columnCount }, (_, at) => sheet.getRow(1).getCell(at + 1).text.replace(/\*$/, ''))
  sheet.getRow(2).getCell(headings.indexOf('事项名称') + 1).value = name
  await workbook.xlsx.writeFile(path)
}

/** The codes of the items of a workbook, in their order. */
async function codesIn(path: string): Promise<string[]> {
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.readFile(path)
  return workbook.getWorksheet('事项')?.getColumn(1).values.slice(2).map(String) ?? []
}
