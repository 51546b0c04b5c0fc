import { passesCreditCheck } from './code-cell.ts'
import type { SourceRow } from './source-row.ts'

/** Rows in the shape of the source, all of them in order, for bodies and items that do not exist. */
export function testRows(count: number): SourceRow[] {
  return Array.from({ length: count }, (_, at) => testRow(at))
}

/** Three bodies take turns; every fifth row is a 业务办理项 with its own name and code. */
export function testRow(at: number): SourceRow {
  const city = at % 3 === 2
  const credit = creditCode(`11${city ? '440100' : '440000'}${ORGANISATION_CODES[at % 3]}`)
  const own = at % 5 === 4
  const catalog = `4401${String(10_000 + at).padStart(5, '0')}000`
  const name = `示例事项${chineseNumber(at)}办理`
  const base = `${credit}${city ? 3 : 2}${catalog}`
  return {
    TASK_CODE: own ? `${base}01` : base, ORGCODE: credit.slice(8, 17), TASK_TYPE_TEXT: '行政许可', LIMIT_SCENE_NUM: '0', TASK_STATE: null,
    CATANAME: name, DEPT_NAME: BODIES[at % 3] ?? '', AREA_CODE_TEXT: city ? '广东省广州市' : '广东省', parentCatalogId: catalog, TASK_TYPE: '01',
    TASK_NAME: own ? `${name}(变更)` : name, subTaskName: own ? '变更' : null, parentCatalogName: name, CATAID: catalog,
    URL: `https://example.gov.cn/apply/${at}`, TASK_TAG: null, AREACODE: city ? '440100' : '440000', subCatalogName: name, ONLINECHECK: '1',
    matter_name: name, matter_short: '无', matter_daily: `示例${chineseNumber(at)}，办示例`, matter_code: own ? `${base}01` : '无',
    matter_level: city ? '市级' : '省级', visit_number: '0', co_department: '无', handle_location: '办理地点：示例路一号一楼窗口',
    handle_time: '20(工作日)', handle_time_limit: '5(工作日)', matter_type: '行政许可', accept_standard: '有与申请相适应的场所。',
    consult_phone: '020-11112222', courier_service: '是', bear_paltform: '示例平台', complain_phone: '020-12345',
    online_book: '是', online_book_addr: '无',
    district: city ? '市级' : '省级', theme_category: ['其他'], service_object_name: ['自然人', '企业法人'], material_intro: ['申请表', '身份证明'],
  }
}

export async function* fileOf(rows: readonly unknown[]): AsyncGenerator<Uint8Array> {
  yield Buffer.from(rows.map((row) => `${typeof row === 'string' ? row : JSON.stringify(row)}\n`).join(''))
}

const ORGANISATION_CODES = ['00123456X', '006543217', 'MB1234567']
const BODIES = ['示例省某某厅', '示例省又某厅', '示例市某某局']

function creditCode(seventeen: string): string {
  const found = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].map((character) => seventeen + character).find(passesCreditCheck)
  return found ?? ''
}

function chineseNumber(at: number): string {
  return [...String(at)].map((digit) => '零一二三四五六七八九'[Number(digit)]).join('')
}
