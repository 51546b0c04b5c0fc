import { readdirSync, readFileSync } from 'node:fs'
import { configFrom } from '#platform/config'
import { inProject } from '#platform/project'
import { inTransaction, type Database } from '#platform/database'
import { openVault } from '#platform/vault'
import { publishItem, type Item } from '#base/catalog'
import { seedDemoMessages } from '#base/messages'
import { listOrganisations, seedDemoAccounts, seedOrganisations } from '#base/people'
import { assembleKernel } from '#app'
import { seedDemoJoint, submitApplication } from '#modules/applications'
import { seedAnywhere } from '#modules/anywhere'
import { seedDemoAssessment } from '#modules/assessment'
import { seedDemoAwards } from '#modules/awards'
import { seedDemoBundle } from '#modules/bundled-eia'
import { seedDemoGovernance } from '#modules/governance'
import { seedHalls } from '#modules/hall'
import { seedDemoPermits } from '#modules/joint-permits'
import { seedDemoSurvey } from '#modules/mining'
import { seedDemoUpperExchange } from '#modules/upper-exchange'

const ITEMS = inProject('data/items')

interface Seeding {
  demo: boolean
  /** Cases under way too; as the environment says, unless told. */
  cases?: boolean
  now: Date
  say: (line: string) => void
  keysDirectory?: string
}

/** The organisations every installation starts with; with `demo`, the demo people and the sample catalogue too. Idempotent. */
export async function seed(database: Database, seeding: Seeding): Promise<void> {
  const config = configFrom(process.env)
  const { demo, now, say, cases = config.demoCases, keysDirectory = config.keysDirectory } = seeding
  // Told to nobody: no job is sent.
  const kernel = assembleKernel({ sendJobs: async () => {}, keysDirectory })
  // The demo cases hold what is kept encrypted, so the keys come first.
  if (demo) await openVault(kernel.vault, { database, keysDirectory, mayCreate: true, say })
  await inTransaction(database, async (tx) => {
    await seedOrganisations(tx)
    if (!demo) return
    await seedDemoAccounts(tx, now)
    await seedDemoMessages(tx, now)
    const organisations = new Set((await listOrganisations(tx)).map(({ id }) => id))
    const items = demoItems()
    say(`装入示例事项 ${items.length} 项`)
    const itemOf = (code: string): Item | undefined => items.find((item) => item.code === code)
    for (const item of items) await publishItem(tx, item, { organisations, itemOf })
    await seedHalls(tx, now)
    if (!cases) return
    await seedDemoBundle(kernel, tx, now)
    await seedAnywhere(kernel, tx, now)
    await seedDemoJoint(kernel, tx, now)
    await seedDemoAssessment(kernel, tx, now)
    await seedDemoPermits(kernel, tx, { now, file: submitApplication })
    await seedDemoGovernance(kernel, tx, { now, file: submitApplication })
    await seedDemoSurvey(tx, now)
    await seedDemoAwards(kernel, tx, now)
    await seedDemoUpperExchange(kernel, tx, now)
  })
}

/** The catalogue we ship, every item marked 示例; joint matters after the items they join. */
export function demoItems(): Item[] {
  const items = readdirSync(ITEMS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json')).sort()
    // Safe: a test holds every shipped file against the schema of an item.
    .flatMap((file) => [JSON.parse(readFileSync(`${ITEMS}/${file}`, 'utf8')) as Item | Item[]].flat())
  return [...items.filter(({ joint }) => !joint), ...items.filter(({ joint }) => joint)]
}
