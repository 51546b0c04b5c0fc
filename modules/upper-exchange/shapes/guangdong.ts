/** The tables of the province's stages (EX_GDBS_*): names, order and the field lists as read; lengths and most codes are defaults. */
import { column, required, type Column, type Table } from './column.ts'
import { LIMIT_UNIT, OUTCOMES } from './codes.ts'

const moment = (name: string, label: string, more: Partial<Column> = {}): Column => column(name, label, 19, { form: 'moment', ...more })
const words = (name: string, label: string, more: Partial<Column> = {}): Column => column(name, label, 2000, { personal: 'sealed', ...more })

const common: readonly Column[] = [
  column('SBLSH', '申办流水号', 50, { ...required, isFixed: true }), column('SBLSH_SHORT', '省统一申办流水号', 50, { note: '由省里编，本平台没有' }),
  column('SXBM', '事项编码', 36, { ...required, form: 'item' }), column('SXQXBM', '事项情形编码', 36), column('YWLSH', '业务流水号', 50, { isFixed: true }),
  column('XZQHDM', '行政区划代码', 12, { ...required, form: 'division' }),
  column('VERSION', '数据版本号', 4, { ...required, form: 'count', stamp: 'version', note: '有的系统叫 SJBBH；重报时加一' }),
  column('BZ', '备注', 500),
]

export const GUANGDONG: readonly Table[] = [
  {
    id: 'EX_GDBS_SB',
    label: '申办',
    family: 'guangdong',
    columns: [
      ...common,
      column('SQRLX', '申请人类型', 1, { ...required, codes: { 1: '个人', 2: '企业', 3: '其他' }, read: ['codes'] }),
      column('TJFS', '提交方式', 2, { note: '代码没有查到，不报' }),
      column('SBHZH', '申办回执号', 60),
      moment('SBSJ', '申办时间', required),
      column('PROJECT_CODE', '投资项目统一编码', 24),
      column('WSSBQD', '网上申办渠道', 1, {
        codes: { 0: 'PC', 1: '手机客户端', 2: '手机WAP', 3: '微信公众号', 4: '支付宝服务窗', 9: '其他' },
        read: ['codes'],
      }),
      column('OBTAIN_PAPER_WAY', '结果领取方式', 1, { codes: { 0: '自取', 1: '邮寄' }, read: ['codes'] }),
      column('OBTAIN_DELIVER_WAY', '材料递交方式', 1, { codes: { 0: '窗口递交', 1: '邮递递交' }, read: ['codes'] }),
    ],
  },
  { id: 'EX_GDBS_WSYSL', label: '网上预受理', family: 'guangdong', columns: common, note: '没有查到它的字段，本平台也没有预受理，不报' },
  {
    id: 'EX_GDBS_SBCL',
    label: '申办材料',
    family: 'guangdong',
    note: '材料名称的字段没有查到，写在备注里',
    columns: [
      ...common,
      column('WJLX', '文件类型', 1, { ...required, codes: { 0: '纸质', 1: '电子' }, read: ['codes'] }),
      column('CLLX', '材料类型', 1, { ...required, codes: { 0: '原件', 1: '复印件', 2: '电子件' }, read: ['codes'] }),
      column('CLSL', '数量', 9, { ...required, form: 'count' }),
    ],
  },
  {
    id: 'EX_GDBS_SL',
    label: '受理/不予受理',
    family: 'guangdong',
    columns: [
      ...common,
      column('SLZTDM', '受理状态代码', 1, { ...required, codes: { 0: '不予受理', 1: '受理' } }),
      words('BSLYY', '不受理原因'),
      column('SLHZH', '受理回执号', 60),
      column('CXMM', '查询密码', 60, { personal: 'withheld', note: '本平台只存它的摘要，谁也不能拿出去' }),
      column('GDBLSX', '规定办理时限', 9, { form: 'count' }),
      column('GDBLSXDDW', '规定办理时限单位', 1, { codes: LIMIT_UNIT }),
    ],
  },
  {
    id: 'EX_GDBS_SPCL',
    label: '审批',
    family: 'guangdong',
    note: '承办、审核、批准各一条；本平台审查一步即承办和审核，报审核一条',
    columns: [
      ...common,
      column('SPHJDM', '审批环节代码', 1, { ...required, codes: { 1: '承办', 2: '审核', 3: '批准' } }),
      column('SPHJMC', '审批环节名称', 100, required),
      column('SPRXM', '审批人', 100, required),
      words('SPYJ', '审批意见'),
      moment('SPSJ', '审批时间', required),
      column('SPHJZTDM', '环节状态', 1, { ...required, codes: { 1: '待办', 2: '已办' } }),
      column('SPBZH', '审批步骤号', 9, { ...required, form: 'count' }),
    ],
  },
  {
    id: 'EX_GDBS_BJ',
    label: '办结',
    family: 'guangdong',
    columns: [
      ...common,
      column('BJJGDM', '办结结果代码', 1, { ...required, codes: OUTCOMES }),
      column('BJJGMS', '结果描述', 500),
      words('ZFHTHYY', '作废或退回原因'),
      column('ZJGZMC', '证件名称', 200),
      column('ZJBH', '证件编号', 100),
      column('ZJYXQX', '证件有效期限', 10, { form: 'day' }),
      column('SFJE', '收费金额', 12),
      moment('BJSJ', '办结时间', required),
    ],
  },
  {
    id: 'EX_GDBS_TBCXSQ',
    label: '特别程序申请',
    family: 'guangdong',
    columns: [
      ...common,
      column('XH', '序号', 9, { ...required, form: 'count' }),
      column('TBCXZL', '特别程序种类', 1, { ...required, codes: { A: '延长审批', B: '其他' }, read: ['codes'] }),
      column('TBCXZLMC', '特别程序种类名称', 100, required),
      column('TBCXPZR', '批准人', 100, required),
      words('TBCXQDLY', '启动理由或依据', required),
      column('TBCXKSRQ', '开始日期', 10, { ...required, form: 'day' }),
      column('TBCXSX', '时限', 9, { ...required, form: 'count' }),
      column('TBCXSXDW', '时限单位', 1, { ...required, codes: LIMIT_UNIT }),
    ],
  },
  {
    id: 'EX_GDBS_TBCXJG',
    label: '特别程序结果',
    family: 'guangdong',
    columns: [
      ...common,
      column('XH', '序号', 9, { ...required, form: 'count' }),
      words('TBCXJG', '结果', required),
      column('TBCXJSRQ', '结束日期', 10, { ...required, form: 'day' }),
    ],
  },
  {
    id: 'EX_GDBS_BJGZ',
    label: '补交（补正）告知',
    family: 'guangdong',
    note: '有的系统叫 EX_GDBS_BZGZ',
    columns: [...common, words('BZGZYY', '补正告知原因', required), column('BZCLQD', '补正材料清单', 2000, required), moment('BZGZSJ', '告知时间', required)],
  },
  {
    id: 'EX_GDBS_BJSL',
    label: '补交（补正）受理',
    family: 'guangdong',
    columns: [...common, column('BZCLQD', '补正材料清单', 2000), moment('BZSJ', '补正时间', required)],
  },
  {
    id: 'EX_GDBS_LQDJ',
    label: '领取登记',
    family: 'guangdong',
    columns: [
      ...common,
      column('LQRXM', '领取人', 100, { personal: 'sealed' }),
      column('LQFS', '领取方式', 1, { ...required, codes: { 1: '当场领取', 2: '邮寄送达', 3: '电子送达' } }),
      moment('LQSJ', '领取时间', required),
    ],
  },
]
