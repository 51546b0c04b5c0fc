/** All that a bundle of three plants asks for; the credit codes are those of the plants in bundle.test-support.ts. */
const plant = (index: number, name: string, { uscc, adhesive }: { uscc: string; adhesive: string }): Record<string, string> => Object.fromEntries(Object.entries({
  name, uscc, project: `${name}皮具加工项目`, place: `示例产业园 ${index + 1} 号厂房`, class: '报告表', industry: '皮革制品制造', process: '裁断、缝制、涂胶', inPark: 'true', adhesive,
  openViolation: 'false', provincial: 'false',
}).map(([field, value]) => [`u${index}.${field}`, value]))

export const ANSWERS: Readonly<Record<string, string>> = {
  kind: 'park-sme', units: '3', parkName: '某皮具产业园（示例）', planEia: '审查通过', implemented: 'true', lead: '甲皮具厂（示例）',
  merged: '政策和规划符合性\n生产工艺及流程\n区域环境质量现状\n环境保护目标及评价标准', title: '皮具产业园三厂（示例）', place: '某皮具产业园（示例）', overview: '三个厂，加工皮具。',
  agency: '某环评公司（示例）', impacts: '涂胶废气经收集处理后排放。', participation: '张贴公告，没有收到意见。',
  ...plant(0, '甲皮具厂（示例）', { uscc: '91440114000000001G', adhesive: '0.7' }), ...plant(1, '乙皮具厂（示例）', { uscc: '91440114000000002K', adhesive: '1.6' }),
  ...plant(2, '丙皮具厂（示例）', { uscc: '91440114000000003N', adhesive: '1.7' }),
}
