import { later } from '../kit/later.tsx'
import type { Room } from './rooms.ts'

const PAGES = {
  overview: later(async () => (await import('../leader/overview-page.tsx')).OverviewPage),
  runs: later(async () => (await import('../desk/runs-page.tsx')).RunsPage),
  promises: later(async () => (await import('../promises/promises-page.tsx')).PromisesPage),
  calling: later(async () => (await import('../calling/calling-page.tsx')).CallingPage),
  anywhere: later(async () => (await import('../anywhere/anywhere-page.tsx')).AnywherePage),
  hall: later(async () => (await import('../hall/hall-page.tsx')).HallPage),
  'eia-bundles': later(async () => (await import('../bundled-eia/bundles-page.tsx')).BundlesPage),
  ratings: later(async () => (await import('../ratings/complaints-page.tsx')).ComplaintsPage),
  excluded: later(async () => (await import('../ratings/excluded-page.tsx')).ExcludedPage),
  catalogue: later(async () => (await import('../catalog/catalogue-page.tsx')).CataloguePage),
  workflows: later(async () => (await import('../workflow/workflow-page.tsx')).WorkflowPage),
  account: later(async () => (await import('../people/account-page.tsx')).AccountPage),
  audit: later(async () => (await import('../audit/audit-page.tsx')).AuditPage),
  people: later(async () => (await import('../people/people-page.tsx')).PeoplePage),
  webhooks: later(async () => (await import('../webhooks/webhooks-page.tsx')).WebhooksPage),
} satisfies Record<Room, unknown>

/** A page beside the queues; `query` is what stands behind the question mark. */
export function RoomPage({ room, query }: { room: Room; query: string }) {
  const Page = PAGES[room]
  return <Page query={query} />
}
