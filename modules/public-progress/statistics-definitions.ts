/** What each public figure means: read on the page, in the data dictionary and above each list of cases. */
export interface Definition { field: string; label: string; meaning: string; unit: string; type: 'integer' | 'number' | 'text' | 'boolean' }

export const DEFINITIONS: readonly Definition[] = [
  { field: 'organisation', label: '部门代码', meaning: '负责决定的部门在本平台的代码', unit: '', type: 'text' },
  { field: 'organisationName', label: '部门', meaning: '负责决定的部门；一件事、多证联办的总件和打捆审批，是牵头的部门', unit: '', type: 'text' },
  { field: 'itemCode', label: '事项编码', meaning: '实施清单的编码；SL 开头的是示例', unit: '', type: 'text' },
  { field: 'itemName', label: '事项', meaning: '实施清单里的名称', unit: '', type: 'text' },
  {
    field: 'received', label: '收到', unit: '件', type: 'integer',
    meaning: '这段时间里提交的申请，一个办件编号算一件，包括后来撤回和不予受理的。一件事、多证联办的总件算一件，各部门分别办的每一项也各算一件；打捆审批不论几家单位算一件',
  },
  { field: 'resolved', label: '办结', meaning: '这段时间里有了结果的：批准、不批准、不予受理、撤回、终止；总件是各项都有了结果', unit: '件', type: 'integer' },
  { field: 'decided', label: '作出决定', meaning: '办结的里面，批准和不批准的', unit: '件', type: 'integer' },
  { field: 'onTime', label: '按时', meaning: '作出决定的里面，不晚于向社会承诺的期限（依法暂停和批准延长的按延后的期限）', unit: '件', type: 'integer' },
  {
    field: 'medianWorkingDays', label: '用时中间数', unit: '工作日', type: 'number',
    meaning: '作出决定的办件，从受理到决定部门自己用的工作日，一半的办件不超过它；不含等申请人补正和听证、检验、专家评审等特别程序的时间',
  },
  { field: 'p90WorkingDays', label: '九成以内', meaning: '同上，九成的办件不超过它', unit: '工作日', type: 'number' },
  {
    field: 'ratings', label: '评价数', unit: '次', type: 'integer',
    meaning: '这段时间里办件的人自愿作的评价；工作人员代评、在工作人员设备上评、办结后立刻评、成批相同的满分，和核实为误评的，不计入',
  },
  { field: 'averageRating', label: '评价', meaning: '计入的评价的平均分，最高 5 分；不足 5 人的不公布，免得看出是谁评的', unit: '分', type: 'number' },
  { field: 'ratingHeldBack', label: '评价是否不公布', meaning: '因为人数少而没有公布平均分', unit: '', type: 'boolean' },
]

export const REASON_DEFINITIONS: readonly Definition[] = [
  { field: 'kind', label: '种类', meaning: 'refusal 不予受理和不予批准所依的条文；correction 一次性告知补正的材料', unit: '', type: 'text' },
  { field: 'label', label: '原因', meaning: '条文或材料的名称；工作人员写的理由是对一个人说的，不公布', unit: '', type: 'text' },
  { field: 'cases', label: '件数', meaning: '有这个原因的办件；一件有几个原因的各算一次；不足 5 件的合并', unit: '件', type: 'integer' },
]

export const definitionOf = (field: string): Definition | undefined => [...DEFINITIONS, ...REASON_DEFINITIONS].find((one) => one.field === field)
