import assert from 'node:assert/strict'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import { findCase, openCase, queryPasswordFor, requestHashOf, takeStep, type Call, type Case } from '#kernel'
import { itemInForce } from '#base/catalog'
import { applicantFor, townNamedIn } from '#base/people'
import { factsIn, filingFaults } from './answers.ts'
import { lockDraft, keepSignature, type Draft } from './drafts.ts'
import { ineligible, verdictOn } from './eligibility.ts'
import type { Filing } from './filing.ts'
import { BUNDLE_TYPE, EIA_ITEM, LIMITS } from './names.ts'
import { contentSm3, ownUscc, signedHow } from './signing.ts'

const HUADU = '440114'

export interface Receipt { caseId: string; number: string; queryPassword: string }

/** Files the bundle (收件): whole and within the rules, or not at all. The same key gives the same receipt. */
export async function fileBundle(call: Call, draftId: string, { isDeclared, key }: { isDeclared: boolean; key: string }): Promise<Receipt> {
  const draft = await lockDraft(call, draftId)
  if (draft.caseId !== null) return receiptAgain(call, draft.caseId, key)
  if (!isDeclared) throw new Refusal('invalid', UNDECLARED, [{ path: 'declared', message: UNDECLARED }])
  const { filing, version } = await readyFiling(call, draft)
  const item = await itemInForce(call.tx, EIA_ITEM, call.today)
  const { applicant, agentId } = await applicantFor(call, item)
  const { opened, queryPassword } = await openCase(call, {
    type: BUNDLE_TYPE, item: { code: item.code, version: item.version, name: `环评打捆：${filing.title}` }, applicant, agentId,
    ownerOrganisation: item.organisation, receivingOrganisation: item.organisation,
    place: townNamedIn(filing.notice.place) ?? HUADU, form: { ...filing },
    traits: { licence: true, outcome: '建设项目环境影响报告表批复', filedUnder: version }, limits: LIMITS,
  }, { actorId: call.actor.id, key, requestHash: requestHashOf(draftId) })
  await runSql(call.tx, 'insert into bundled_eia.bundle (case_id, draft_id, organisation, filed_on) values ($1, $2, $3, $4)', [
    opened.id, draftId, item.organisation, call.today,
  ])
  return { caseId: opened.id, number: opened.number, queryPassword }
}

/** Hands in the corrected draft: the rules are asked anew, and every unit has confirmed what it says now. */
export async function supplementBundle(call: Call, draftId: string, { isDeclared }: { isDeclared: boolean }): Promise<Case> {
  const draft = await lockDraft(call, draftId)
  if (draft.caseId === null) throw new Refusal('conflict', '这份申报还没有提交过，请直接提交')
  if (!isDeclared) throw new Refusal('invalid', UNDECLARED, [{ path: 'declared', message: UNDECLARED }])
  const { filing } = await readyFiling(call, draft)
  return takeStep(call, draft.caseId, 'supplement', { data: { filing } })
}

const UNDECLARED = '请先看声明，同意的打上勾再提交'

/** Everything wrong at once: first what is missing, then every rule that is not kept. Whoever files confirms by filing. */
async function readyFiling(call: Call, draft: Draft): Promise<{ filing: Filing; version: string }> {
  const faults = filingFaults(draft.answers, draft.reportFile !== null)
  if (faults.length > 0) throw new Refusal('invalid', '申报还不完整，请按提示补全', faults)
  const own = await ownUscc(call)
  if (own !== undefined) await keepSignature(call, draft.id, { uscc: own, sm3: contentSm3(draft) })
  const filing = filingIn(draft, own)
  const verdict = verdictOn(filing, call.today)
  const why = ineligible(verdict)
  if (why !== undefined) throw new Refusal('rule', why, verdict.reasons.map(({ text, cure }) => ({ path: '', message: `${text}。${cure}` })))
  return { filing, version: verdict.version }
}

/** What the draft says, as it would be filed by a firm of this credit code. */
export function filingIn(draft: Draft, ownUscc?: string): Filing {
  const { answers, reportFile } = draft
  const word = (name: string): string => (answers[name] ?? '').trim()
  return {
    title: word('title'), ...factsIn(answers, (unit) => (unit.uscc !== '' && unit.uscc === ownUscc ? 'account' : signedHow(draft, unit))),
    notice: { place: word('place'), overview: word('overview'), agency: word('agency'), impacts: word('impacts'), participation: word('participation') },
    report: { fileId: reportFile?.id ?? '', name: reportFile?.name ?? '' },
  }
}

async function receiptAgain(call: Call, caseId: string, key: string): Promise<Receipt> {
  const found = await findCase(call.tx, caseId)
  assert(found, 'a bundle is kept with its case')
  return { caseId, number: found.number, queryPassword: queryPasswordFor(caseId, key) }
}
