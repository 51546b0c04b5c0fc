/** The national convergence tables (up_pro_*): names and labels as read in a provincial convergence library. */
import { column, required, type Column, type Table } from './column.ts'
import { OUTCOMES, YES_NO } from './codes.ts'

/** project_no is varchar(50) there, codes are varchar(2); those lengths were read. */
const projectNo = column('project_no', '办件编号', 50, { ...required, isFixed: true, read: ['max'] })
const moment = (name: string, label: string, more: Partial<Column> = {}): Column => column(name, label, 19, { form: 'moment', ...more })
const staff = (name: string, label: string): Column => column(name, label, 100, required)

/** The five columns every table of that library has. */
const common: readonly Column[] = [
  column('row_guid', '记录唯一标识', 32, { ...required, form: 'guid', stamp: 'guid' }),
  column('cd_batch', '批次号', 20, { ...required, stamp: 'batch' }),
  column('cd_operation', '同步类型', 2, { ...required, stamp: 'operation', codes: { I: '新增', U: '变更', D: '删除' } }),
  moment('cd_time', '同步时间', { ...required, stamp: 'time' }),
  column('data_source', '数据来源', 20, { ...required, stamp: 'source' }),
]

export const NATIONAL: readonly Table[] = [
  {
    id: 'up_pro_accept', label: '办件受理信息', family: 'national', note: '申请人等最前面的几列没有查到，不报',
    columns: [
      projectNo, column('task_code', '实施编码', 36, { ...required, form: 'item' }), column('task_handle_item', '业务办理项编码', 36, { form: 'item' }),
      column('task_name', '事项名称', 500, required), column('task_version', '事项版本', 10, { form: 'count' }), column('project_name', '办理摘要', 500),
      column('project_type', '办理类型', 2, { ...required, codes: { 1: '即办件', 2: '承诺件', 9: '其他' }, read: ['max', 'codes'], note: '代码取 GB/T 39046 表 A.6' }),
      column('org_code', '受理部门编码', 64, { ...required, note: '事项编码里有统一社会信用代码的取它，没有的用本平台的单位编号' }),
      column('org_name', '受理部门', 200, required), staff('handle_user_name', '受理人员'),
      column('contact_name', '联系人/代理人姓名', 100, { personal: 'sealed' }),
      column('contact_type', '联系人/代理人证件类型', 3, { personal: 'withheld', note: '有了证件号码才用得着，号码不报' }),
      column('legal', '法定代表人', 100, { personal: 'withheld', note: '本平台的办件不另存法定代表人' }),
      column('promise_date', '承诺办结时间', 10, { ...required, form: 'day' }), column('zip_code', '邮编', 6),
      column('local_catalog_code', '地方基本编码', 12), column('local_task_code', '地方实施编码', 36, { form: 'item' }), ...common,
    ],
  },
  {
    id: 'up_pro_process', label: '办件过程信息', family: 'national',
    columns: [
      projectNo, column('process_name', '办理环节名称', 100, required),
      column('event_name', '业务动作', 2, { ...required, codes: { 1: '通过', 2: '退回', 3: '其他' }, read: ['max'], note: '通过、退回、其他读到，代码没有查到' }),
      column('handle_explain', '办理意见', 2000, { personal: 'sealed', note: '自由填写的文字里可能有个人信息' }), staff('handle_user_name', '办理人员'),
      moment('event_start_time', '环节开始时间', required), moment('event_end_time', '环节结束时间', required), column('remark', '备注', 500), ...common,
    ],
  },
  {
    id: 'up_pro_special_procedure', label: '特别程序信息', family: 'national',
    columns: [
      projectNo,
      column('special_type', '特别程序种类', 2, { ...required, codes: { 1: '延长审批', 2: '除延长审批之外的情况' }, read: ['codes'], note: '代码取 GB/T 39046 表 A.7' }),
      column('special_name', '特别程序种类名称', 100, required), moment('special_time', '特别程序开始时间', required),
      column('special_reason', '启动理由或依据', 2000, { ...required, personal: 'sealed' }), column('applyer_user_name', '申请人', 100, { note: '提出特别程序的工作人员' }),
      moment('end_time', '特别程序结束时间'), column('result', '特别程序结果', 2000, { personal: 'sealed' }),
      column('special_explain', '特别程序办理意见', 2000, { personal: 'sealed' }),
      column('handle_user', '办理人', 100, required), ...common,
    ],
  },
  {
    id: 'up_pro_result', label: '办件结果信息', family: 'national',
    columns: [
      projectNo, column('result_type', '办结结果', 2, { ...required, codes: OUTCOMES, read: ['max'] }), moment('result_date', '办结时间', required),
      column('result_cetr_name', '结果证照名称', 200), column('result_cetr_no', '结果证照编号', 100), column('result_explain', '办件结果描述', 2000, { personal: 'sealed' }),
      column('is_delivery_results', '是否快递递送结果', 2, { codes: YES_NO }),
      column('satisfaction', '满意度', 2, {
        personal: 'sealed', codes: { 1: '非常满意', 2: '满意', 3: '基本满意', 4: '不满意', 5: '非常不满意' }, read: ['codes'], note: '代码取 GB/T 39046 表 A.8：1 最满意，与好差评的 5 最满意相反',
      }),
      staff('handle_user_name', '办理人员'), ...common,
    ],
  },
  {
    id: 'up_pro_material', label: '材料目录信息', family: 'national',
    columns: [
      projectNo, column('material_name', '材料名称', 200, required), column('get_type', '收取方式', 2, { ...required, codes: { 1: '纸质', 2: '电子' } }),
      column('get_num', '收取数量', 9, { ...required, form: 'count' }),
      column('material_attach_name', '附件名称', 200, { personal: 'withheld', note: '文件名是申请人起的，里面可能有个人信息' }), ...common,
    ],
  },
]
