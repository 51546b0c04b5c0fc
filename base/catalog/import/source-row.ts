/**
 * One row of the source: a line of JSON in the shape in which the provincial service portal publishes its items.
 * The names are the source's own, `bear_paltform` included. “无” is written where there is nothing.
 */
export interface SourceRow {
  /** 实施编码 (31) or 业务办理项编码 (33). */
  TASK_CODE: string
  /** 组织机构代码: characters 9–17 of the credit code. */
  ORGCODE: string
  /** 事项类型, in words. */
  TASK_TYPE_TEXT: string
  /** 到现场次数. */
  LIMIT_SCENE_NUM: string
  TASK_STATE: string | null
  /** 主项名称. */
  CATANAME: string
  /** 实施主体. */
  DEPT_NAME: string
  AREA_CODE_TEXT: string
  /** 主项编码, ending 00Y where it has sub-items. */
  parentCatalogId: string
  /** 事项类型, provincial code. */
  TASK_TYPE: string
  /** 事项名称; of a 业务办理项 with its own name in brackets. */
  TASK_NAME: string
  /** 业务办理项名称. */
  subTaskName: string | null
  parentCatalogName: string
  /** 基本编码. */
  CATAID: string
  URL: string | null
  TASK_TAG: string | null
  AREACODE: string
  /** 子项名称. */
  subCatalogName: string
  /** 是否网办. */
  ONLINECHECK: string
  matter_name: string
  /** 简称. */
  matter_short: string | null
  /** 日常用语. */
  matter_daily: string | null
  /** 业务办理项编码, which may carry the national catalogue's code. */
  matter_code: string
  matter_level: string
  visit_number: string
  /** 联办机构 with the stages each takes. */
  co_department: string
  handle_location: string
  /** 法定办结时限. */
  handle_time: string
  /** 承诺办结时限. */
  handle_time_limit: string
  matter_type: string
  /** 受理条件. */
  accept_standard: string
  consult_phone: string
  courier_service: string
  /** 承办系统. */
  bear_paltform: string
  complain_phone: string
  online_book: string
  online_book_addr: string
  district: string
  theme_category: string[]
  service_object_name: string[]
  material_intro: string[] | '无'
}

export type Column = keyof SourceRow

/** The cells of a row that are in order. */
export type SoundCells = Partial<SourceRow>

/** What the source writes where there is nothing. */
export const NONE = '无'

/** Some rows end it with a full stop. */
export function isNone(cell: string): boolean {
  return cell === NONE || cell === `${NONE}。`
}
