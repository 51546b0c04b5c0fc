import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'

/** The awards of the demo district as everybody sees them: the list, what runs, what is public, its forms, and a winner. */
export async function awardPaths(url: string): Promise<Record<string, string>> {
  const supervisor = await new Client(url).signIn('supervisor', DEMO_PASSWORD)
  const { campaigns } = await supervisor.get<{ campaigns: { id: string; status: string; publicUntil: string | null }[] }>('/api/awards/campaigns')
  const pathOf = (wanted: string): string => `/awards/campaigns/${campaigns.find(({ status }) => status === wanted)?.id ?? ''}`
  const nominations = (
    await Promise.all(campaigns.map(({ id }) => supervisor.get<{ nominations: { id: string; state: string }[] }>(`/api/awards/campaigns/${id}/nominations`)))
  ).flatMap(({ nominations: own }) => own)
  const idOf = (wanted: string): string => nominations.find(({ state }) => state === wanted)?.id ?? ''
  const { certificate } = await supervisor.get<{ certificate: { number: string } }>(`/api/awards/nominations/${idOf('awarded')}`)
  const running = pathOf('open')
  return {
    服务评优: '/awards', 一次评选: running, 公布的评选: pathOf('announced'), 推荐的表: `${running}/nominate`, 投票: `${running}/vote`,
    提异议: `/awards/nominees/${idOf('publicity')}/object`, 获奖的人: `/awards/winners/${certificate.number}`,
  }
}
