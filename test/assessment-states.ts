import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'

/** What the demo district has of assessments: the published quarter with a correction, and an appeal that waits. */
export async function demoAssessments(url: string): Promise<{ assessment: string; appeal: string }> {
  const supervisor = await new Client(url).signIn('supervisor', DEMO_PASSWORD)
  const { periods } = await supervisor.get<{ periods: { id: string; kind: string; version: number }[] }>('/api/assessments')
  const [corrected, month] = [periods.find(({ version }) => version === 2), periods.find(({ kind }) => kind === 'month')]
  if (!corrected || !month) throw new Error('演示区里没有考核')
  const { appeals } = await supervisor.get<{ appeals: { caseId: string }[] }>(`/api/assessments/${month.id}`)
  return { assessment: corrected.id, appeal: appeals[0]?.caseId ?? '' }
}
