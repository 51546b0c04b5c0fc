import { sql } from 'kysely'
import type { Tx } from '#platform/database'
import type { Day } from '#platform/day'
import type { Call } from '#kernel'
import type { Item } from './item.ts'
import { listItemsInForce } from './items.ts'
import { buildSearchIndex, search, searchDocumentOf, type SearchIndex } from './search/index.ts'

/** One line of a list of items. */
export interface ItemSummary {
  code: string
  name: string
  organisation: string
  /** Only of organisations that came with an import; the others are known by their id. */
  organisationName?: string
  type: string
  kind: string
  audience: readonly string[]
  promisedWorkingDays: number
  statutoryWorkingDays: number
  visits: number
  /** Where the item joins others: which, and whether it can be applied for already. */
  joint?: { caseType: string; readiness: string; itemCodes: readonly string[]; stages: readonly string[] }
}

export type JointSummary = ItemSummary & Required<Pick<ItemSummary, 'joint'>>

export interface ItemQuery {
  q?: string | undefined; audience?: 'person' | 'enterprise' | undefined; organisation?: string | undefined; page: number; size: number
}

type Moment = Pick<Call, 'now' | 'today' | 'kernel'>

/** Looks at the catalogue again after this long; a newly published item is found at the latest then. */
const FRESH_MILLISECONDS = 5_000

/**
 * The catalogue in memory, for search: read once and again only when the catalogue has changed. Every process keeps its
 * own; a change shows everywhere within seconds.
 */
export class Guide {
  private revision = ''
  private checkedAt = -Infinity
  private looking: Promise<void> | undefined
  private items = new Map<string, ItemSummary>()
  private jointItems: JointSummary[] = []
  private index: SearchIndex = buildSearchIndex([])

  /** One page of items, best match first; without a query in the order of the catalogue. */
  async find(tx: Tx, query: ItemQuery, call: Moment): Promise<{ total: number; items: ItemSummary[] }> {
    await this.refresh(tx, call)
    const found = query.q === undefined || query.q.trim() === '' ? this.listed(query) : this.searched(query.q, query)
    return { total: found.length, items: found.slice((query.page - 1) * query.size, query.page * query.size) }
  }

  /** The items of these codes that are in force, by code. */
  async named(tx: Tx, codes: readonly string[], call: Moment): Promise<Map<string, ItemSummary>> {
    await this.refresh(tx, call)
    return new Map(codes.flatMap((code): [string, ItemSummary][] => {
      const item = this.items.get(code)
      return item === undefined ? [] : [[code, item]]
    }))
  }

  /** The joint matters in force: all, or those that join this item. */
  async joint(tx: Tx, call: Moment, itemCode?: string): Promise<JointSummary[]> {
    await this.refresh(tx, call)
    return this.jointItems.filter(({ joint }) => itemCode === undefined || joint.itemCodes.includes(itemCode))
  }

  private listed({ audience, organisation }: ItemQuery): ItemSummary[] {
    return [...this.items.values()].filter((item) =>
      (audience === undefined || item.audience.includes(audience)) && (organisation === undefined || item.organisation === organisation))
  }

  private searched(query: string, { audience, organisation }: ItemQuery): ItemSummary[] {
    const wanted = { query, limit: RESULTS_MAX, ...(audience && { audience }), ...(organisation && { organisation }) }
    return search(this.index, wanted).flatMap(({ code }) => this.items.get(code) ?? [])
  }

  /** Whoever comes while somebody is looking waits for the same look: at the start there is nothing yet to answer from. */
  private async refresh(tx: Tx, moment: Moment): Promise<void> {
    const age = moment.now.getTime() - this.checkedAt
    if (age >= 0 && age < FRESH_MILLISECONDS) return
    this.looking ??= this.look(tx, moment).finally(() => { this.looking = undefined })
    await this.looking
  }

  private async look(tx: Tx, { now, today, kernel }: Moment): Promise<void> {
    const revision = await revisionOf(tx, today)
    if (revision !== this.revision) await this.read(tx, { today, kernel, revision })
    this.checkedAt = now.getTime()
  }

  private async read(tx: Tx, { today, kernel, revision }: Pick<Moment, 'today' | 'kernel'> & { revision: string }): Promise<void> {
    const items = await listItemsInForce(tx, today)
    const summaries = items.map(summaryOf)
    this.items = new Map(summaries.map((item) => [item.code, item]))
    this.jointItems = summaries.flatMap(({ joint, ...item }) => (joint === undefined ? [] : [{ ...item, joint }]))
    this.index = buildSearchIndex(items.map((item) => searchDocumentOf(item, item.organisationName ?? kernel.nameOf(item.organisation))))
    this.revision = revision
  }
}

const RESULTS_MAX = 200

/** Changes whenever an item is published or a version comes into force. */
async function revisionOf(tx: Tx, today: Day): Promise<string> {
  const { rows } = await sql<{ revision: string }>`
    select ${today}::text || ':' || count(*)::text || ':' || coalesce(greatest(max(created_at), max(changed_at))::text, '') as revision from catalog.item`.execute(tx)
  return rows[0]?.revision ?? ''
}

function summaryOf(item: Item): ItemSummary {
  const { code, name, organisation, organisationName, type, kind, audience, promisedWorkingDays, statutoryWorkingDays, visits, joint } = item
  return {
    code, name, organisation, ...(organisationName && { organisationName }), type, kind, audience, promisedWorkingDays, statutoryWorkingDays, visits,
    ...(joint && { joint: jointOf(item, joint) }),
  }
}

function jointOf({ personThemes = [], enterpriseThemes = [] }: Item, { caseType, readiness, lanes }: NonNullable<Item['joint']>): JointSummary['joint'] {
  return { caseType, readiness, itemCodes: lanes.map(({ itemCode }) => itemCode), stages: [...personThemes, ...enterpriseThemes] }
}
