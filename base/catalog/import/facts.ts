import type { Census } from './census.ts'
import { passesCreditCheck } from './code-cell.ts'
import { LEVEL_CODES, TYPE_NAMES } from './columns.ts'
import { NONE, type Column, type SoundCells } from './source-row.ts'

/** One fact that several cells of a row state in their own ways. */
export interface Fact {
  label: string
  /** What each column says of it; undefined when it says nothing. */
  witnesses: Partial<Record<Column, (cells: SoundCells) => string | undefined>>
  /** Whom to believe when as many say one thing as another; without it, the witness named first. */
  whenTied?: (cells: SoundCells, census: Census) => string | undefined
}

const TYPE_CODES = new Map(Object.entries(TYPE_NAMES).map(([code, name]) => [name, code]))
const CODE_LENGTH = 31

/**
 * The source says most things twice; a row that contradicts itself has a broken cell.
 * In order: codes first, they help with the rest.
 */
export const FACTS: readonly Fact[] = [
  {
    label: '主项编码', witnesses: {
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE?.slice(19, 28),
      CATAID: ({ CATAID }) => CATAID?.slice(0, 9),
      parentCatalogId: ({ parentCatalogId }) => parentCatalogId?.slice(0, 9),
    },
  },
  {
    label: '子项码', witnesses: {
      CATAID: ({ CATAID }) => CATAID?.slice(9),
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE?.slice(28, 31),
    },
    whenTied: ({ parentCatalogId }) => parentCatalogId?.endsWith('000') ? '000' : undefined,
  },
  {
    label: '组织机构代码', witnesses: {
      ORGCODE: ({ ORGCODE }) => ORGCODE,
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE?.slice(8, 17),
      matter_code: ({ matter_code }) => itemOnly(matter_code)?.slice(8, 17),
    },
    whenTied: ({ TASK_CODE = '', ORGCODE }) => passesCreditCheck(TASK_CODE.slice(0, 18)) ? TASK_CODE.slice(8, 17) : ORGCODE,
  },
  {
    label: '统一社会信用代码', witnesses: {
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE?.slice(0, 18),
      matter_code: ({ matter_code }) => itemOnly(matter_code)?.slice(0, 18),
    },
    whenTied: ({ TASK_CODE = '', matter_code = '' }) => [TASK_CODE.slice(0, 18), matter_code.slice(0, 18)].find(passesCreditCheck),
  },
  {
    label: '行使层级', witnesses: {
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE?.[18],
      matter_code: ({ matter_code }) => itemOnly(matter_code)?.[18],
      matter_level: ({ matter_level }) => matter_level && LEVEL_CODES[matter_level],
      district: ({ district }) => district && LEVEL_CODES[district],
      AREACODE: ({ AREACODE }) => AREACODE && levelAt([AREACODE.endsWith('0000'), AREACODE.endsWith('00')]),
      AREA_CODE_TEXT: ({ AREA_CODE_TEXT }) => AREA_CODE_TEXT && levelAt([AREA_CODE_TEXT === '广东省', /[市州]$/.test(AREA_CODE_TEXT)]),
    },
  },
  {
    label: '事项类型', witnesses: {
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE?.slice(21, 23),
      CATAID: ({ CATAID }) => CATAID?.slice(2, 4),
      parentCatalogId: ({ parentCatalogId }) => parentCatalogId?.slice(2, 4),
      TASK_TYPE: ({ TASK_TYPE }) => TASK_TYPE,
      TASK_TYPE_TEXT: ({ TASK_TYPE_TEXT }) => TYPE_CODES.get(TASK_TYPE_TEXT ?? ''),
      matter_type: ({ matter_type }) => TYPE_CODES.get(matter_type ?? ''),
    },
  },
  {
    label: '有无业务办理项', witnesses: {
      TASK_CODE: ({ TASK_CODE }) => TASK_CODE && (TASK_CODE.length > CODE_LENGTH ? '有' : NONE),
      matter_code: ({ matter_code }) => matter_code && (matter_code === NONE ? NONE : '有'),
      subTaskName: ({ subTaskName }) => subTaskName ? '有' : undefined,
    },
    // A code that was cut off, or to which something was added, is likelier than a second code that came or went.
    whenTied: ({ matter_code }) => matter_code === NONE ? NONE : '有',
  },
  {
    label: '到现场次数', witnesses: {
      LIMIT_SCENE_NUM: ({ LIMIT_SCENE_NUM }) => LIMIT_SCENE_NUM,
      visit_number: ({ visit_number }) => visit_number,
    },
    // Few visits are the rule.
    whenTied: ({ LIMIT_SCENE_NUM = '9', visit_number = '9' }) => LIMIT_SCENE_NUM < visit_number ? LIMIT_SCENE_NUM : visit_number,
  },
  {
    label: '是否网办', witnesses: {
      ONLINECHECK: ({ ONLINECHECK }) => ONLINECHECK && yesNo(ONLINECHECK === '1'),
      online_book: ({ online_book }) => online_book,
      URL: ({ URL }) => URL === undefined ? undefined : yesNo(URL !== null),
    },
  },
  {
    label: '主项名称', witnesses: {
      CATANAME: ({ CATANAME }) => CATANAME?.trim(),
      parentCatalogName: ({ parentCatalogName }) => parentCatalogName?.trim(),
    },
    // A main item is named like its items, and often the same.
    whenTied: ({ parentCatalogId, CATANAME = '', parentCatalogName = '', ...cells }, census) =>
      census.nameOfMainItem(parentCatalogId)
      ?? likerOf([CATANAME.trim(), parentCatalogName.trim()], cells.matter_name ?? cells.subCatalogName ?? cells.TASK_NAME ?? ''),
  },
  {
    label: '事项名称', witnesses: {
      matter_name: ({ matter_name }) => matter_name?.trim(),
      subCatalogName: ({ subCatalogName }) => subCatalogName?.trim(),
      TASK_NAME: (cells) => cells.TASK_NAME && mainPart(cells.TASK_NAME, cells),
    },
    whenTied: ({ CATAID, CATANAME }, census) => census.nameOfItem(CATAID) ?? CATANAME?.trim(),
  },
  {
    label: '业务办理项名称', witnesses: {
      TASK_NAME: (cells) => cells.TASK_NAME && ownPart(cells.TASK_NAME, cells),
      subTaskName: ({ subTaskName }) => subTaskName === undefined ? undefined : bracketed(subTaskName),
    },
    // A name cut off in the middle of its brackets is the broken one.
    whenTied: (cells) => /^(?:\(.+\))?$/.test(ownPart(cells.TASK_NAME ?? '', cells)) ? undefined : bracketed(cells.subTaskName ?? null),
  },
  {
    label: '有无简称和日常用语', witnesses: {
      matter_short: ({ matter_short }) => presence(matter_short),
      matter_daily: ({ matter_daily }) => presence(matter_daily),
    },
    whenTied: () => '有值',
  },
]

/** 行使层级代码 of a place: the province, a city, or below. */
function levelAt([isProvince, isCity]: [boolean, boolean]): string {
  if (isProvince) return '2'
  return isCity ? '3' : '4'
}

function yesNo(yes: boolean): string {
  return yes ? '是' : '否'
}

function presence(cell: string | null | undefined): string | undefined {
  if (cell === undefined) return undefined
  return cell === null ? '空值' : '有值'
}

function bracketed(ownName: string | null): string {
  return ownName === null ? '' : `(${ownName.trim()})`
}

function itemOnly(code: string | undefined): string | undefined {
  return code === NONE ? undefined : code
}

/** The name without the part in brackets that belongs to the 业务办理项 alone. */
function mainPart(name: string, { matter_name, subCatalogName, subTaskName }: SoundCells): string {
  const whole = name.trim()
  const known = [matter_name ?? '', subCatalogName ?? ''].map((other) => other.trim())
    .filter((other) => whole === other || whole.startsWith(`${other}(`))
  if (known[0]) return known.reduce((one, other) => one.length >= other.length ? one : other)
  const own = bracketed(subTaskName ?? null)
  return own !== '' && whole.endsWith(own) ? whole.slice(0, -own.length) : whole
}

/** Which of two names shares more characters with a third; of two alike the longer, for names get cut off and do not grow. */
function likerOf([one, other]: [string, string], third: string): string {
  const shared = (name: string): number => new Set([...name].filter((character) => third.includes(character))).size
  return (shared(other) - shared(one) || other.length - one.length) > 0 ? other : one
}

function ownPart(name: string, cells: SoundCells): string {
  return name.trim().slice(mainPart(name, cells).length)
}
