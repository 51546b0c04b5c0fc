import { readdirSync, readFileSync } from 'node:fs'
import { inProject } from '#platform/project'
import { inTransaction, type Database } from '#platform/database'
import { publishItem, type Item } from '#base/catalog'
import { seedDemoMessages } from '#base/messages'
import { listOrganisations, seedDemoAccounts, seedOrganisations } from '#base/people'
import { seedHalls } from '#modules/hall'

const ITEMS = inProject('data/items')

/** The organisations every installation starts with; with `demo`, the demo people and the sample catalogue too. Idempotent. */
export async function seed(database: Database, { demo, now, say }: { demo: boolean; now: Date; say: (line: string) => void }): Promise<void> {
  await inTransaction(database, async (tx) => {
    await seedOrganisations(tx)
    if (!demo) return
    await seedDemoAccounts(tx, now)
    await seedDemoMessages(tx, now)
    const organisations = new Set((await listOrganisations(tx)).map(({ id }) => id))
    const items = demoItems()
    say(`装入示例事项 ${items.length} 项`)
    for (const item of items) await publishItem(tx, item, { organisations })
    await seedHalls(tx, now)
  })
}

/** The catalogue we ship, every item marked 示例. */
export function demoItems(): Item[] {
  return readdirSync(ITEMS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json')).sort()
    // Safe: a test holds every shipped file against the schema of an item.
    .flatMap((file) => [JSON.parse(readFileSync(`${ITEMS}/${file}`, 'utf8')) as Item | Item[]].flat())
}
