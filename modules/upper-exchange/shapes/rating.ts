/** A rating as one provincial vendor's interface reports it; the national interface's own name was not read. */
import { column, required, type Table } from './column.ts'

const APPLICANT_KINDS = { 1: '自然人', 2: '企业法人', 3: '事业法人', 4: '社会组织法人', 5: '非法人企业', 6: '行政机关', 9: '其他' } as const

export const RATING: readonly Table[] = [
  {
    id: 'APPRATE',
    label: '好差评',
    family: 'rating',
    note: '表名是本平台起的；字段名取自一家省级厂商的上报接口。原接口明文带姓名和证件号，这里不沿用：姓名遮盖并加密，证件号、电话不报',
    columns: [
      column('areaId', '行政区划码', 12, { ...required, form: 'division' }),
      column('areaName', '行政区划名称', 100),
      column('taskId', '事项编码', 36, { ...required, form: 'item' }),
      column('taskName', '事项名称', 500, required),
      column('taskType', '办件类型', 1, { ...required, codes: { 1: '即办件', 2: '承诺件' }, read: ['codes'] }),
      column('subMatter', '申请人类型', 1, { ...required, codes: APPLICANT_KINDS, read: ['codes'] }),
      column('proStatus', '办件状态', 1, { ...required, codes: { 1: '受理', 2: '已受理', 3: '已办结' }, read: ['codes'] }),
      column('proDepartId', '受理部门编码', 64, required),
      column('proDepart', '受理部门', 200, required),
      column('deptCode', '部门信用代码', 18),
      column('proManager', '经办人', 100, required),
      column('proManagerNo', '工号', 64),
      column('userName', '评价人姓名', 100, { personal: 'sealed', note: '遮盖以后的' }),
      column('userCert', '评价人证件号', 40, { personal: 'withheld' }),
      column('certType', '证件类型', 3, { personal: 'withheld', codes: { 111: '身份证' }, read: ['codes'] }),
      column('phonumber', '电话', 20, { personal: 'withheld' }),
      column('projectId', '办件编号', 50, { ...required, isFixed: true }),
      column('pf', '渠道/平台代码', 4, { note: '代码的含义没有核实，不报' }),
      column('apprate', '评价等级', 1, {
        ...required,
        personal: 'sealed',
        codes: { 5: '非常满意', 4: '满意', 3: '基本满意', 2: '不满意', 1: '非常不满意' },
        read: ['codes'],
        note: '被评价的人不能在办件上看到谁怎样评价',
      }),
      column('mouldAp', '评价选项', 500, { personal: 'sealed' }),
      column('apprateDetail', '文字评价', 500, { personal: 'sealed' }),
      column('appId', '来源系统', 40, { ...required, stamp: 'source' }),
      column('createTime', '时间', 19, { ...required, form: 'moment' }),
    ],
  },
]
