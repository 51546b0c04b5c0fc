/** Codes of the model and the words for them in spreadsheets and on the desk. GB/T 39046-2020 appendix A where it has them. */
type Words = Readonly<Record<string, string>>

export const TYPE_NAMES: Words = {
  '01': '行政许可', '02': '行政处罚', '03': '行政强制', '04': '行政征收', '05': '行政给付', '06': '行政检查', '07': '行政确认', '08': '行政奖励',
  '09': '行政裁决', 10: '其他行政权力', 20: '公共服务',
}
export const AUDIENCE_WORDS: Words = { person: '个人', enterprise: '企业和单位' }
export const SERVER_WORDS: Words = { 1: '自然人', 2: '企业法人', 3: '事业法人', 4: '社会组织法人', 5: '行政机关', 6: '其他组织' }
export const LEVEL_WORDS: Words = { 1: '国家级', 2: '省级', 3: '市级', 4: '县级', 5: '镇（乡、街道）级', 6: '村（社区）级', 7: '分级管理' }
export const KIND_WORDS: Words = { instant: '即办件', promised: '承诺件' }
export const WAY_WORDS: Words = { 1: '窗口办理', 2: '电脑端网上办理', 3: '移动端网上申请', 4: '快递申请', 9: '其他' }
export const DEPTH_WORDS: Words = { 1: 'Ⅰ级', 2: 'Ⅱ级', 3: 'Ⅲ级', 4: 'Ⅳ级（全程网办）' }
export const OUTCOME_WORDS: Words = { 出证办结: '出证办结', 出文办结: '出文办结', 审批办结: '审批办结', 其他: '其他' }
export const STANDING_WORDS: Words = { official: '已核', example: '示例' }
export const NEED_WORDS: Words = { required: '必要', optional: '非必要', deferrable: '容缺后补' }
export const SOURCE_WORDS: Words = { applicant: '申请人自备', government: '政府部门核发', shared: '数据共享' }
export const FIELD_TYPES: Words = { string: '文字', number: '数字', integer: '整数', boolean: '是否' }
export const FIELD_KINDS: Words = {
  text: '短文字', 'long-text': '长文字', day: '日期', phone: '手机号', 'resident-id': '身份证号', uscc: '统一社会信用代码', 'project-code': '投资项目代码', address: '地址',
}
export const VISIBILITY_WORDS: Words = { public: '公开', applicant: '申请人', handling: '申请人和办理人', sealed: '密封' }
