/**
 * What comes down. The names of the first table were read; the second takes the columns of GB/T 39046 table 11, its own name and
 * theirs in letters are ours (默认值).
 */
import { column, required, type Column } from '../shapes/column.ts'
import { RATING } from '../shapes/rating.ts'

export interface DownTable { id: string; label: string; columns: readonly Column[]; note?: string }

export const ABNORMAL = 'dn_audit_abnormal'
export const SUPERVISION = 'dn_supervision'

const supervision: DownTable = {
  id: SUPERVISION, label: '督办、催办', note: '列名取 GB/T 39046 表 11 的中文名；表名是本平台起的',
  columns: [
    column('办件编号', '办件编号', 50, required), column('督办内容', '督办内容', 2000, required), column('机构名称', '机构名称', 200), column('事项类型代码', '事项类型代码', 2),
    column('督办发出时间', '督办发出时间', 30), column('监察编号', '监察编号', 20, { read: ['max'] }), column('监察规则编号', '监察规则编号', 20, { read: ['max'] }),
    column('监察预警类型代码', '监察预警类型代码', 1, { read: ['max'] }), column('状态产生时间', '状态产生时间', 30), column('监察结果描述', '监察结果描述', 2000), column('责任部门', '责任部门', 200),
  ],
}

const [rating] = RATING

export const DOWN_TABLES: readonly DownTable[] = [
  {
    id: ABNORMAL, label: '退回的数据',
    columns: [
      column('err_type', '异常类型', 200), column('table_name', '表名', 100),
      column('table_sql_name', '数据库表名', 100), column('table_row_guid', '记录唯一标识', 64, required),
      column('table_cd_batch', '批次号', 64), column('table_cd_time', '同步时间', 30), column('remark', '备注', 2000),
    ],
  },
  supervision,
  {
    id: 'dn_apprate', label: '好差评分发', note: '列名同上报的好差评；表名是本平台起的',
    columns: (rating?.columns ?? []).map(({ name, label, max, personal }) =>
      column(name, label, max, { ...(name === 'projectId' && required), ...(personal && { personal: 'sealed' as const }) })),
  },
]

export const downTableOf = (id: string): DownTable | undefined => DOWN_TABLES.find((table) => table.id === id)

/** Which case it is about. */
export function numberIn({ id }: DownTable, columns: Readonly<Record<string, string>>): string | undefined {
  return id === 'dn_supervision' ? columns['办件编号'] : columns['projectId']
}
