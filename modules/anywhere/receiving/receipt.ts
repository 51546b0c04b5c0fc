import { runSql, type Tx } from '#platform/database'

export type Direction = 'local' | 'outward' | 'inward'
/** What is kept of a receipt beside its case. */
export interface Receipt {
  caseId: string
  direction: Direction
  receivingPlace: string
  returnPlace: string
  /** District code of the other side. */
  peer: string | null
  /** The number under which both sides know the matter. */
  ref: string
  answers: Record<string, string>
  applicationId: string | null
  resultId: string | null
}

const COLUMNS = `
  case_id as "caseId", direction, receiving_place as "receivingPlace", return_place as "returnPlace", peer, ref, answers,
  application_id as "applicationId", result_id as "resultId"`

export async function keepReceipt(tx: Tx, { caseId, direction, receivingPlace, returnPlace, peer, ref, answers }: Omit<Receipt, 'applicationId' | 'resultId'>): Promise<void> {
  await runSql(tx, 'insert into anywhere.receipt (case_id, direction, receiving_place, return_place, peer, ref, answers) values ($1, $2, $3, $4, $5, $6, $7)',
    [caseId, direction, receivingPlace, returnPlace, peer, ref, JSON.stringify(answers)])
}

export async function findReceipt(tx: Tx, caseId: string): Promise<Receipt | undefined> {
  return (await runSql<Receipt>(tx, `select ${COLUMNS} from anywhere.receipt where case_id = $1`, [caseId]))[0]
}

export async function findReceiptByRef(tx: Tx, peer: string, ref: string): Promise<Receipt | undefined> {
  return (await runSql<Receipt>(tx, `select ${COLUMNS} from anywhere.receipt where peer = $1 and ref = $2`, [peer, ref]))[0]
}

/** By the case that brings the result back. */
export async function findReceiptOfResult(tx: Tx, resultId: string): Promise<Receipt | undefined> {
  return (await runSql<Receipt>(tx, `select ${COLUMNS} from anywhere.receipt where result_id = $1`, [resultId]))[0]
}

export async function nameApplication(tx: Tx, caseId: string, applicationId: string): Promise<void> {
  await runSql(tx, 'update anywhere.receipt set application_id = $2 where case_id = $1 and application_id is null', [caseId, applicationId])
}

export async function nameResult(tx: Tx, caseId: string, resultId: string): Promise<void> {
  await runSql(tx, 'update anywhere.receipt set result_id = $2 where case_id = $1 and result_id is null', [caseId, resultId])
}
