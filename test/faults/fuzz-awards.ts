import assert from 'node:assert/strict'
import type { Chance } from '../../cli/simulate/chance.ts'
import type { Person } from './person.ts'

/** The awards of the demo district: what runs, what is public, and a certificate. */
export interface KnownAwards { running: string; announced: string; qualified: string; publicised: string; certificate: string; scheme: object }

interface Nomination { id: string; state: string }

export async function awardsOf(people: ReadonlyMap<string, Person>): Promise<{ awards: KnownAwards }> {
  const [supervisor, bureau] = ['supervisor', 'bureau'].map((login) => people.get(login))
  assert(supervisor && bureau)
  const [{ campaigns }, { schemes }] = [
    await supervisor.get<{ campaigns: { id: string; status: string }[] }>('/api/awards/campaigns'),
    await bureau.get<{ schemes: { kind: string }[] }>('/api/awards/schemes'),
  ]
  const idOf = (wanted: string): string => campaigns.find(({ status }) => status === wanted)?.id ?? assert.fail(`no campaign is ${wanted}`)
  const nominationsOf = async (campaign: string) => (await supervisor.get<{ nominations: Nomination[] }>(`/api/awards/campaigns/${campaign}/nominations`)).nominations
  const all = (await Promise.all(campaigns.map(({ id }) => nominationsOf(id)))).flat()
  const inState = (wanted: string, from: readonly Nomination[] = all): string => from.find(({ state }) => state === wanted)?.id ?? assert.fail(`no nomination is ${wanted}`)
  const { certificate } = await supervisor.get<{ certificate: { number: string } }>(`/api/awards/nominations/${inState('awarded')}`)
  const running = idOf('open')
  const scheme = schemes.find(({ kind }) => kind === 'star')
  assert(scheme)
  return {
    awards: {
      running,
      announced: idOf('announced'),
      qualified: inState('qualified', await nominationsOf(running)),
      publicised: inState('publicity'),
      certificate: certificate.number,
      scheme,
    },
  }
}

/** What stands in a path about awards; undefined for all others. */
export function awardsPathValue(path: string, name: string, { running, announced, qualified, publicised, certificate }: KnownAwards): string | undefined {
  if (!/^\/(api\/)?awards\//.test(path)) return undefined
  if (name === 'number') return certificate
  if (path.includes('/campaigns/')) return /\/(ranking|notice)$/.test(path) ? announced : running
  return /\/(objections|object)$/.test(path) ? publicised : qualified
}

/** What commands take that no schema can tell; undefined for all others. */
export function awardsBody(path: string, { scheme }: KnownAwards, chance: Chance): object | undefined {
  switch (path) {
    case '/api/awards/campaigns':
    case '/api/awards/schemes/check': return scheme
    case '/api/awards/campaigns/{id}/nominations': return { subject: chance.oneOf(['demo-window', 'demo-huadong-window']), words: '教我用手机补材料，很耐心' }
    case '/api/awards/nominations/{id}/objections': return { reason: '二月有一件事情不是她办的，请核实' }
    case '/api/awards/nominations/{id}/story': return { text: '老人不会用手机，她把每一步都写在纸上，字写得很大。', figures: chance.happens(0.5) }
    default: return undefined
  }
}

/** What a page's field about awards may hold; undefined for all others. */
export function awardsField(path: string, name: string, { qualified }: KnownAwards): string | undefined {
  if (!/^\/(api\/)?awards\//.test(path)) return undefined
  const values: Readonly<Record<string, string>> = {
    criterion: 'on-time',
    subject: 'demo-window',
    words: '教我用手机补材料，很耐心',
    caseId: '',
    nominee: qualified,
    reason: '二月有一件事情不是她办的，请核实',
  }
  return values[name]
}
