import type { Case, DocumentSubject } from '#kernel'
import { documentFactsOf, documentNumber } from '#base/documents'
import { findPlace } from '../places.ts'
import { WAY_WORDS } from './forms.ts'
import { listDigest, papersOf } from './papers.ts'

/** Our default; organs that number their documents differently set their own. */
const ORGAN_MARK = '花政务'
const DOCUMENTS_A_CASE_MAX = 100

/** 材料交接清单: what passes from hand to hand, paper by paper, with the SM3 of every scan and one of the whole list. */
export function drawUpList(subject: DocumentSubject): { number: string; facts: Record<string, unknown> } {
  const { kind, event, found, nameOf } = subject
  const number = documentNumber(ORGAN_MARK, 'hand-over', event.on, Number(found.number.slice(-7)) * DOCUMENTS_A_CASE_MAX + event.seq)
  const facts = {
    kind, number, issuedOn: event.on, isLicence: false, basis: [], case: caseFacts(subject),
    clock: { receivedOn: event.on }, data: dataOf(found, event, nameOf),
  }
  // Wrong facts must stop the step, not whoever opens the list a week later.
  return { number, facts: { ...documentFactsOf(JSON.parse(JSON.stringify(facts))) } }
}

function caseFacts({ found, nameOf }: DocumentSubject) {
  return {
    number: found.number, itemName: found.title, itemCode: found.itemCode, applicantName: found.applicant.name, applicantKind: found.applicant.kind,
    ownerName: nameOf(found.ownerOrganisation), receivingName: nameOf(found.receivingOrganisation),
  }
}

function dataOf(found: Case, { step, data }: DocumentSubject['event'], nameOf: DocumentSubject['nameOf']) {
  const [papers, isReceipt] = [papersOf(found), step === 'receive' || step === 'receiveMore']
  const window = nameOf(found.receivingOrganisation)
  return {
    from: isReceipt ? found.applicant.name : window, to: isReceipt ? window : nameOf(found.ownerOrganisation),
    way: isReceipt ? '当面' : data['way'] === 'network' ? WAY_WORDS.network : WAY_WORDS.parcel,
    ...(typeof data['parcel'] === 'string' && { parcel: data['parcel'] }),
    returnTo: findPlace(String(found.traits['returnPlace']))?.name ?? '（未载明）',
    papers: papers.map(({ name, originals, copies, sm3 }) => ({ name, originals, copies, ...(sm3 !== undefined && { sm3 }) })),
    listSm3: listDigest(papers),
  }
}
