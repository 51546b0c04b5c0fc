import { runSql, type Tx } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call, Case } from '#kernel'
import { personalNumbersIn } from './personal-numbers.ts'

/** The kind of case a question (咨询) is; its pages and its messages lead to it by this. */
export const QUESTION_TYPE = 'question'

export function questionPath(caseId: string): string {
  return `/questions/${caseId}`
}

export interface FaqEntry { question: string; answer: string; publishedAt: Date }
export interface FaqWords { question: string; answer: string }

const ENTRIES_MAX = 30

/** What others have asked about an item, newest first. */
export async function faqOf(tx: Tx, itemCode: string): Promise<FaqEntry[]> {
  return runSql<FaqEntry>(tx, `
    select question, answer, published_at as "publishedAt" from faq.entry
    where item_code = $1 and withdrawn_at is null order by published_at desc, id desc limit ${ENTRIES_MAX}`, [itemCode])
}

/** Makes an answered question public. Refused while a number of a person stands in it. */
export async function publishFaq({ tx, now }: Pick<Call, 'tx' | 'now'>, { id, itemCode, ownerOrganisation }: Case, { question, answer }: FaqWords): Promise<void> {
  const faults = Object.entries({ publicQuestion: question, publicAnswer: answer }).flatMap(([path, text]) => {
    const kinds = personalNumbersIn(text)
    return kinds.length === 0 ? [] : [{ path, message: `里面有${kinds.join('、')}，公开前请删掉` }]
  })
  if (faults.length > 0) throw new Refusal('invalid', '要公开的内容里有个人信息，请改写后再提交', faults)
  await runSql(tx, `
    insert into faq.entry (item_code, question, answer, case_id, organisation, published_at) values ($1, $2, $3, $4, $5, $6)
    on conflict (case_id) do update set question = excluded.question, answer = excluded.answer, published_at = excluded.published_at, withdrawn_at = null`,
  [itemCode, question, answer, id, ownerOrganisation, now])
}

/** Takes it back; what was public before stays on record. */
export async function withdrawFaq({ tx, now }: Pick<Call, 'tx' | 'now'>, { id }: Pick<Case, 'id'>): Promise<void> {
  await runSql(tx, 'update faq.entry set withdrawn_at = $2 where case_id = $1 and withdrawn_at is null', [id, now])
}
