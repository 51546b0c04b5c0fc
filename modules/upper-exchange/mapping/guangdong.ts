/** Our log in the words of the province's stages (EX_GDBS_*); one pure function for each table. */
import { numberedPapers } from './papers.ts'
import { SPECIAL_NAMES } from './special.ts'
import {
  ACCEPTING, CORRECTING, countOf, DELIVERING, endingOf, eventOf, EXTENDING, lastOf, REFUSING, SPECIAL_END, SPECIAL_START, SUPPLEMENTING, upTo, type Mapping, type Subject,
} from './subject.ts'
import { momentOf, said, takerOf } from './words.ts'

export const applyRow: Mapping = (subject) => {
  const event = eventOf(subject)
  if (event.step !== 'open') return []
  return [{ table: 'EX_GDBS_SB', sequence: 1, columns: {
    ...commonOf(subject), SQRLX: subject.found.applicant.kind === 'person' ? '1' : '2', SBHZH: event.issued?.number, SBSJ: momentOf(event.at),
    // What she used is not in the log; at the window it was none of these.
    ...(['applicant', 'agent'].includes(event.relation) && { WSSBQD: '9' }),
  } }]
}

export const paperRows: Mapping = (subject) => numberedPapers(subject).map(({ sequence, name, count, isElectronic }) => ({
  table: 'EX_GDBS_SBCL', sequence,
  columns: { ...commonOf(subject), BZ: name, WJLX: isElectronic ? '1' : '0', CLLX: isElectronic ? '2' : '0', CLSL: String(count) },
}))

export const acceptanceRow: Mapping = (subject) => {
  const event = eventOf(subject)
  const isRefused = REFUSING.includes(event.step)
  if (!isRefused && !ACCEPTING.includes(event.step)) return []
  return [{ table: 'EX_GDBS_SL', sequence: 1, columns: {
    ...commonOf(subject), SLZTDM: isRefused ? '0' : '1', BSLYY: isRefused ? said(event, 'reason') : undefined, SLHZH: event.issued?.number,
    GDBLSX: String(subject.found.clock.statutoryWorkingDays), GDBLSXDDW: '1',
  } }]
}

const APPROVING = ['review', 'approve', 'deny']

export const approvalRow: Mapping = (subject) => {
  const event = eventOf(subject)
  if (!APPROVING.includes(event.step)) return []
  const isReview = event.step === 'review'
  const number = countOf(subject, APPROVING)
  return [{ table: 'EX_GDBS_SPCL', sequence: number, columns: {
    ...commonOf(subject), SPHJDM: isReview ? '2' : '3', SPHJMC: isReview ? '审核' : '批准',
    SPRXM: takerOf(event), SPYJ: said(event, 'opinion', 'reason', 'conditions'),
    SPSJ: momentOf(event.at), SPHJZTDM: '2', SPBZH: String(number),
  } }]
}

/** Written when the matter ends; the certificate makes it go up again. */
export const finishRow: Mapping = (subject) => {
  const [ending, event] = [endingOf(subject), eventOf(subject)]
  if (!ending || (event.seq !== ending.event.seq && event.step !== 'issue')) return []
  const issued = lastOf(subject, ['issue'])
  const isBack = ending.code !== '1'
  return [{ table: 'EX_GDBS_BJ', sequence: 1, columns: {
    ...commonOf(subject), BJJGDM: ending.code, BJJGMS: RESULT_WORDS[ending.code], ZFHTHYY: isBack ? said(ending.event, 'reason', 'note') : undefined,
    ...(!isBack && { ZJGZMC: String(subject.found.traits['outcome'] ?? '') }),
      ZJBH: issued && said(issued, 'certificateNumber'), ZJYXQX: issued && said(issued, 'validTo'),
      BJSJ: momentOf(ending.event.at),
  } }]
}

const RESULT_WORDS: Readonly<Record<string, string>> = { 1: '准予', 2: '不予批准', 3: '不予受理', 4: '申请人撤回', 5: '终止办理' }
/** Shown until somebody says otherwise; the form asks for the days. */
const SPECIAL_DEFAULT_WORKING_DAYS = 20

export const specialRequestRow: Mapping = (subject) => {
  const event = eventOf(subject)
  const isExtension = EXTENDING.includes(event.step)
  if (!isExtension && event.step !== SPECIAL_START) return []
  const number = countOf(subject, [SPECIAL_START, ...EXTENDING])
  return [
    {
      table: 'EX_GDBS_TBCXSQ',
      sequence: number,
      columns: {
        ...commonOf(subject),
        XH: String(number),
        TBCXZL: isExtension ? 'A' : 'B',
        TBCXZLMC: isExtension ? '延长审批' : (SPECIAL_NAMES[String(event.data['kind'])] ?? '其他'),
        TBCXPZR: takerOf(event),
        TBCXQDLY: said(event, 'reason') ?? '没有写明',
        TBCXKSRQ: event.on,
        TBCXSX: said(event, 'days', 'expectedWorkingDays') ?? String(SPECIAL_DEFAULT_WORKING_DAYS),
        TBCXSXDW: '1',
      },
    },
  ]
}

/** An extension is granted in the step that asks for it. */
export const specialResultRow: Mapping = (subject) => {
  const event = eventOf(subject)
  const isExtension = EXTENDING.includes(event.step)
  if (!isExtension && event.step !== SPECIAL_END) return []
  const begun = isExtension ? event : lastOf(subject, [SPECIAL_START])
  if (!begun) return []
  const number = upTo(subject).filter(({ step, seq }) => seq <= begun.seq && [SPECIAL_START, ...EXTENDING].includes(step)).length
  return [{ table: 'EX_GDBS_TBCXJG', sequence: number, columns: {
    ...commonOf(subject), XH: String(number), TBCXJG: isExtension ? '同意延长' : said(event, 'outcome') ?? '已结束', TBCXJSRQ: event.on,
  } }]
}

export const correctionRow: Mapping = (subject) => {
  const event = eventOf(subject)
  if (!CORRECTING.includes(event.step)) return []
  const wrong = listed(event.data['materials'])
  const reasons = wrong.flatMap(({ problems }) => (Array.isArray(problems) ? problems.map(String) : []))
  return [{ table: 'EX_GDBS_BJGZ', sequence: countOf(subject, CORRECTING), columns: {
    ...commonOf(subject), BZGZYY: [...reasons, said(event, 'note') ?? ''].join('；').trim() || '材料不齐全或者不符合法定形式',
    BZCLQD: namesOf(subject, wrong) || '见补正告知书', BZGZSJ: momentOf(event.at),
  } }]
}

export const supplementRow: Mapping = (subject) => {
  const event = eventOf(subject)
  if (!SUPPLEMENTING.includes(event.step)) return []
  return [{ table: 'EX_GDBS_BJSL', sequence: countOf(subject, SUPPLEMENTING),
    columns: { ...commonOf(subject), BZCLQD: namesOf(subject, listed(event.data['materials'])),
    BZSJ: momentOf(event.at) } }]
}

const WAYS: Readonly<Record<string, string>> = { 当场领取: '1', 邮寄送达: '2', 电子送达: '3' }

export const collectionRow: Mapping = (subject) => {
  const event = eventOf(subject)
  if (!DELIVERING.includes(event.step)) return []
  return [{ table: 'EX_GDBS_LQDJ', sequence: 1,
    columns: { ...commonOf(subject), LQRXM: said(event, 'recipient'),
    LQFS: WAYS[said(event, 'method') ?? ''] ?? '1', LQSJ: momentOf(event.at) } }]
}

function commonOf({ found }: Subject): Record<string, string> {
  return { SBLSH: found.number, SXBM: found.itemCode, YWLSH: found.number, XZQHDM: found.place }
}

function listed(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []
}

/** Each material once, as it stands on the case's list. */
function namesOf({ found }: Subject, materials: readonly Record<string, unknown>[]): string {
  const names = Object(found.traits['materials'])
  return [...new Set(materials.map(({ materialId, name }) => String(names[String(materialId)] ?? name ?? materialId)))].join('、')
}

/** In the order of the stages. */
export const GUANGDONG_MAPPINGS: readonly Mapping[] = [
  applyRow, paperRows, correctionRow, supplementRow, acceptanceRow, specialRequestRow, specialResultRow, approvalRow, finishRow, collectionRow,
]
