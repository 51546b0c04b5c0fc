import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'

interface Campaign { id: string; status: string }
interface States { awardDraft: string; awardRanked: string; awardNomination: string; awardScored: string; awardNominee: string }

/** What the demo district has of awards: one that was announced, one the panel scores; and a draft written for this. */
export async function demoAwards(url: string): Promise<States> {
  const [bureau, supervisor] = [await new Client(url).signIn('bureau', DEMO_PASSWORD), await new Client(url).signIn('supervisor', DEMO_PASSWORD)]
  const { schemes } = await bureau.get<{ schemes: object[] }>('/api/awards/schemes')
  const { id: awardDraft } = await bureau.post<{ id: string }>('/api/awards/campaigns', schemes[0])
  const { campaigns } = await supervisor.get<{ campaigns: Campaign[] }>('/api/awards/campaigns')
  const first = async (status: string): Promise<{ campaign: string; nomination: string }> => {
    const campaign = campaigns.find((one) => one.status === status)
    if (!campaign) throw new Error(`演示区里没有这样的评选：${status}`)
    const { nominations } = await supervisor.get<{ nominations: { id: string }[] }>(`/api/awards/campaigns/${campaign.id}/nominations`)
    return { campaign: campaign.id, nomination: nominations[0]?.id ?? '' }
  }
  const [ranked, scored] = [await first('announced'), await first('locked')]
  return { awardDraft, awardRanked: ranked.campaign, awardNomination: ranked.nomination, awardScored: scored.campaign, awardNominee: scored.nomination }
}
