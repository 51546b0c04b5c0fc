import { runSql, type Tx } from '#platform/database'
import type { Day } from '#platform/day'
import { Refusal } from '#platform/refusal'
import { canonicalJson, sm3Hex } from '#platform/sm'
import type { Call } from '#kernel'
import type { Campaign } from '../campaigns/ledger.ts'
import { KIND_NAMES } from '../campaigns/scheme.ts'
import type { Nomination } from '../nominations/ledger.ts'
import { SUPERVISING_ORGANISATION } from '../nominations/names.ts'

/** What a certificate says; every rendering is made from it. */
export interface CertificateFacts {
  number: string
  caseNumber: string
  name: string
  kind: 'person' | 'post'
  organisationName: string
  award: string
  campaign: string
  period: { from: Day; to: Day }
  issuedOn: Day
  issuer: string
  isExample: boolean
}
export interface Certificate { number: string; nominationId: string; facts: CertificateFacts; issuedOn: Day; revokedOn: Day | null; reason: string | null }

export async function issueCertificate(call: Call, nomination: Nomination, { body, isExample }: Campaign): Promise<void> {
  const number = await nextNumber(call.tx, call.today)
  const facts: CertificateFacts = {
    number,
    caseNumber: nomination.number,
    name: nomination.name,
    kind: nomination.kind,
    organisationName: call.kernel.nameOf(nomination.organisation),
    award: KIND_NAMES[body.kind],
    campaign: body.title,
    period: body.period,
    issuedOn: call.today,
    issuer: call.kernel.nameOf(SUPERVISING_ORGANISATION),
    isExample,
  }
  await runSql(call.tx, 'insert into awards.certificate (number, nomination_id, facts, issued_on) values ($1, $2, $3, $4)', [
    number,
    nomination.id,
    JSON.stringify(facts),
    call.today,
  ])
}

export async function revokeCertificate({ tx, today }: Call, nominationId: string, reason: string): Promise<void> {
  await runSql(tx, 'update awards.certificate set revoked_on = $2, reason = $3 where nomination_id = $1 and revoked_on is null', [nominationId, today, reason])
}

const COLUMNS = 'number, nomination_id as "nominationId", facts, issued_on as "issuedOn", revoked_on as "revokedOn", reason'

export async function certificateOf(tx: Tx, number: string): Promise<Certificate> {
  const [row] = await runSql<Certificate>(tx, `select ${COLUMNS} from awards.certificate where number = $1`, [number])
  if (!row) throw new Refusal('not-found', '没有这个编号的证书，请核对编号')
  return row
}

export async function certificatesOf(tx: Tx, nominationIds: readonly string[]): Promise<Map<string, Certificate>> {
  const rows = await runSql<Certificate>(tx, `select ${COLUMNS} from awards.certificate where nomination_id = any($1::uuid[])`, [nominationIds])
  return new Map(rows.map((row) => [row.nominationId, row]))
}

/** The digest that the code on the paper carries. */
export function factsSm3({ facts }: Pick<Certificate, 'facts'>): string {
  return sm3Hex(canonicalJson(facts))
}

/** 编号 of our own, gapless within a year. */
async function nextNumber(tx: Tx, today: Day): Promise<string> {
  const [row] = await runSql<{ last: number }>(tx,
    'insert into awards.counter as counter (year, last) values ($1, 1) on conflict (year) do update set last = counter.last + 1 returning last',
    [Number(today.slice(0, 4))])
  return `PYRY-${today.slice(0, 4)}-${String(row?.last ?? 0).padStart(4, '0')}`
}
