import { runSql, type Tx } from '#platform/database'
import type { Call } from '#kernel'
import { eligibleIn, type Campaign } from '../campaigns/ledger.ts'
import type { Nomination } from '../nominations/ledger.ts'
import { valuesOf } from './draw.ts'
import type { EvidenceValue, FoundVeto } from './values.ts'
import { vetoesFound } from './vetoes.ts'

export interface Evidence { version: number; frozen: boolean; drawnAt: Date; values: EvidenceValue[]; vetoes: FoundVeto[] }

interface Kept { nominationId: string; version: number; figures: EvidenceValue[]; vetoes: FoundVeto[]; drawnAt: Date }

/** What is known of these nominees: as it was frozen, or before that as it is now. */
export async function evidenceOf(call: Call, campaign: Campaign, nominations: readonly Nomination[]): Promise<Map<string, Evidence>> {
  const ids = nominations.map(({ id }) => id)
  const [kept, dismissals] = await Promise.all([
    runSql<Kept>(
      call.tx,
      `
      select nomination_id as "nominationId", version, figures, vetoes, drawn_at as "drawnAt" from awards.evidence
      join awards.nomination nomination on nomination.case_id = evidence.nomination_id and nomination.evidence_version = evidence.version
      where evidence.nomination_id = any($1::uuid[])`,
      [ids],
    ),
    runSql<{ nominationId: string; veto: string; reason: string }>(
      call.tx,
      'select nomination_id as "nominationId", veto, reason from awards.dismissal where nomination_id = any($1::uuid[])',
      [ids],
    ),
  ])
  const frozen = new Map(
    kept.map(({ nominationId, version, figures, vetoes, drawnAt }): [string, Evidence] => [
      nominationId,
      { version, frozen: true, drawnAt, values: figures, vetoes },
    ]),
  )
  const live = await drawnFor(call, campaign, nominations.filter(({ id, evidenceVersion }) => evidenceVersion === 0 && !frozen.has(id)))
  return new Map([...frozen, ...live].map(([id, evidence]) => [id, {
    ...evidence,
    vetoes: evidence.vetoes.map((veto) => ({ ...veto, dismissed: dismissals.find((one) => one.nominationId === id && one.veto === veto.id)?.reason ?? null })),
  }]))
}

async function drawnFor(call: Call, campaign: Campaign, nominations: readonly Nomination[]): Promise<Map<string, Evidence>> {
  if (nominations.length === 0) return new Map()
  const onDuty = (await eligibleIn(call.tx, campaign.id)).flatMap(({ people }) => people)
  const values = await valuesOf(call.tx, campaign.body, { nominees: nominations, onDuty })
  const drawn: [string, Evidence][] = []
  for (const nomination of nominations) {
    drawn.push([
      nomination.id,
      { version: 0, frozen: false, drawnAt: call.now, values: values.get(nomination.id) ?? [], vetoes: await vetoesOf(call, campaign, nomination) },
    ])
  }
  return new Map(drawn)
}

/** What the system itself holds against a nominee now. */
export function vetoesOf(
  { tx, today }: Pick<Call, 'tx' | 'today'>, { body }: Campaign, { people, subject }: Pick<Nomination, 'people' | 'subject'>,
): Promise<FoundVeto[]> {
  return vetoesFound(tx, body, { people, subject, from: body.period.from, to: body.period.to, today })
}

/** 锁定: from now on the evidence of these nominees does not follow the cases any more. */
export async function freezeEvidence(call: Call, campaign: Campaign, nominations: readonly Nomination[]): Promise<void> {
  const drawn = await drawnFor(call, campaign, nominations)
  for (const [id, { values, vetoes }] of drawn) await keepEvidence(call, { id, version: 1, values, vetoes })
}

export interface KeptEvidence {
  id: string; version: number; values: readonly EvidenceValue[]; vetoes: readonly FoundVeto[]; criterion?: string; reason?: string
}

export async function keepEvidence(call: Call, { id, version, values, vetoes, criterion, reason }: KeptEvidence): Promise<void> {
  await runSql(call.tx, `
    insert into awards.evidence (nomination_id, version, figures, vetoes, drawn_at, criterion, reason, written_by, written_by_name)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
  [id, version, JSON.stringify(values), JSON.stringify(vetoes), call.now, criterion ?? null, reason ?? null, call.actor.id, call.actor.name])
  await runSql(call.tx, 'update awards.nomination set evidence_version = $2 where case_id = $1', [id, version])
}

export interface CorrectionRow {
  version: number; criterion: string; reason: string; by: string; at: Date; before: EvidenceValue | null; after: EvidenceValue | null
}

/** What was corrected since the lock, the first first. */
export async function correctionsOf(tx: Tx, nominationId: string): Promise<CorrectionRow[]> {
  const rows = await runSql<{ version: number; criterion: string | null; reason: string | null; by: string; at: Date; figures: EvidenceValue[] }>(tx, `
    select version, criterion, reason, written_by_name as by, drawn_at as at, figures from awards.evidence
    where nomination_id = $1 order by version limit 200`, [nominationId])
  return rows.flatMap(({ version, criterion, reason, by, at, figures }, index) => {
    if (criterion === null || reason === null) return []
    const valueIn = (from: readonly EvidenceValue[] | undefined) => from?.find((value) => value.criterion === criterion) ?? null
    return [{ version, criterion, reason, by, at, before: valueIn(rows[index - 1]?.figures), after: valueIn(figures) }]
  })
}
