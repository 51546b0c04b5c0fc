import type { SearchDocument } from './build.ts'

/** A small catalogue for tests: items of our own whose names are near each other. */
export const TEST_CATALOGUE: readonly SearchDocument[] = [
  item('A01', '社会保障卡申领', { everydayNames: ['社保卡'], organisation: 'human-resources', text: '本市参保人员\n居民身份证' }),
  item('A02', '社会保险费欠费补缴申报', { organisation: 'human-resources', audience: ['enterprise'], text: '用人单位欠缴社会保险费' }),
  item('B01', '食品经营许可（新办）', { everydayNames: ['开饭店,卖熟食'], organisation: 'market', audience: ['enterprise'], text: '餐饮服务\n食品安全管理制度' }),
  item('B02', '食品经营许可（变更）', { organisation: 'market', audience: ['enterprise'], text: '餐饮服务\n变更理由' }),
  item('B03', '食品经营许可（注销）', { organisation: 'market', audience: ['enterprise'] }),
  item('B04', '食品经营许可查询', { organisation: 'market' }),
  item('C01', '出生登记', { everydayNames: ['上户口', '新生儿入户'], organisation: 'police', text: '出生医学证明\n父母结婚证' }),
  item('C02', '机动车驾驶证初次申领', { organisation: 'police', text: '身体条件证明' }),
  item('C03', '机动车驾驶证遗失补发', { organisation: 'police' }),
  item('C04', '办理普通护照', { organisation: 'police' }),
  item('C05', '普通护照办证进度查询', { organisation: 'police' }),
  item('D01', '遗嘱公证', { organisation: 'justice', organisationName: '区司法局' }),
  item('D02', '法律职业资格考试报名', { organisation: 'justice', organisationName: '区司法局' }),
  item('D03', '律师事务所设立许可', { organisation: 'justice', organisationName: '区司法局', audience: ['enterprise'] }),
  item('E01', 'A类业余无线电台操作技术能力验证', { organisation: 'industry' }),
  item('E02', '12316热线服务', { organisation: 'agriculture' }),
]

function item(code: string, name: string, rest: Partial<SearchDocument>): SearchDocument {
  return { code, name, everydayNames: [], organisation: 'hall', audience: ['person'], text: '', ...rest }
}
