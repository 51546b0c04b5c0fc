import { later } from '../kit/later.tsx'
import type { Room } from './rooms.ts'

const PAGES = {
  overview: later(async () => (await import('../leader/overview-page.tsx')).OverviewPage),
  efficiency: later(async () => (await import('../efficiency/efficiency-page.tsx')).EfficiencyPage),
  runs: later(async () => (await import('../desk/runs-page.tsx')).RunsPage),
  promises: later(async () => (await import('../promises/promises-page.tsx')).PromisesPage),
  calling: later(async () => (await import('../calling/calling-page.tsx')).CallingPage),
  anywhere: later(async () => (await import('../anywhere/anywhere-page.tsx')).AnywherePage),
  hall: later(async () => (await import('../hall/hall-page.tsx')).HallPage),
  'eia-bundles': later(async () => (await import('../bundled-eia/bundles-page.tsx')).BundlesPage),
  alerts: later(async () => (await import('../governance/alerts-page.tsx')).AlertsPage),
  rectifications: later(async () => (await import('../governance/rectifications-page.tsx')).RectificationsPage),
  standards: later(async () => (await import('../governance/standards-page.tsx')).StandardsPage),
  rules: later(async () => (await import('../governance/rules-page.tsx')).RulesPage),
  report: later(async () => (await import('../governance/report-page.tsx')).ReportPage),
  faces: later(async () => (await import('../governance/faces-page.tsx')).FacesPage),
  ratings: later(async () => (await import('../ratings/complaints-page.tsx')).ComplaintsPage),
  assessment: later(async () => (await import('../assessment/assessment-page.tsx')).AssessmentPage),
  awards: later(async () => (await import('../awards/awards-page.tsx')).AwardsPage),
  excluded: later(async () => (await import('../ratings/excluded-page.tsx')).ExcludedPage),
  catalogue: later(async () => (await import('../catalog/catalogue-page.tsx')).CataloguePage),
  workflows: later(async () => (await import('../workflow/workflow-page.tsx')).WorkflowPage),
  mining: later(async () => (await import('../mining/mining-page.tsx')).MiningPage),
  'what-if': later(async () => (await import('../what-if/what-if-page.tsx')).WhatIfPage),
  account: later(async () => (await import('../people/account-page.tsx')).AccountPage),
  audit: later(async () => (await import('../audit/audit-page.tsx')).AuditPage),
  people: later(async () => (await import('../people/people-page.tsx')).PeoplePage),
  'upper-exchange': later(async () => (await import('../upper-exchange/upper-exchange-page.tsx')).UpperExchangePage),
  webhooks: later(async () => (await import('../webhooks/webhooks-page.tsx')).WebhooksPage),
} satisfies Record<Room, unknown>

/** A page beside the queues; `query` is what stands behind the question mark. */
export function RoomPage({ room, query }: { room: Room; query: string }) {
  const Page = PAGES[room]
  return <Page query={query} />
}
