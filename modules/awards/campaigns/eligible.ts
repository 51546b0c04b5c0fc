import { runSql, type Tx } from '#platform/database'
import { fault, type Scheme, type Subject } from './scheme.ts'

const SUBJECTS_MAX = 2000

/** Who may be nominated under this scheme today. A person is what her account says; a post and membership of the party are what the list says. */
export async function subjectsOf(tx: Tx, { eligible, kind }: Scheme): Promise<Subject[]> {
  switch (eligible.from) {
    case 'window': return peopleAtWindows(tx)
    case 'winners': return winnersOf(tx, eligible.campaigns)
    case 'listed': {
      const missing = eligible.subjects.find((subject) => kind === 'pioneer' && subject.kind === 'person' && subject.partyMember !== true)
      if (missing) throw fault('eligible', `党员先锋岗的名单里，${missing.name} 没有写明是党员；党员身份由党组织在名单里写明，系统不推断`)
      await refuseUnknown(tx, eligible.subjects)
      return eligible.subjects.map((subject) => (subject.kind === 'person' && subject.people.length === 0 ? { ...subject, people: [subject.id] } : subject))
    }
  }
}

interface Person { id: string; name: string; organisation: string }
const asSubject = ({ id, name, organisation }: Person): Subject => ({ id, kind: 'person', name, organisation, people: [id] })

/** On duty: active accounts of staff whose post is at a window. */
async function peopleAtWindows(tx: Tx): Promise<Subject[]> {
  const rows = await runSql<Person>(tx, `
    select account.id, account.name, account.organisation from people.account account
    where account.kind = 'staff' and account.active and exists (
      select from people.post_holder holder join people.post post on post.id = holder.post where holder.account = account.id and 'window' = any(post.roles))
    order by account.organisation, account.name, account.id limit ${SUBJECTS_MAX}`)
  return rows.map(asSubject)
}

/** Those whose certificate from one of these campaigns stands. */
async function winnersOf(tx: Tx, campaigns: readonly string[]): Promise<Subject[]> {
  if (campaigns.length === 0) throw fault('eligible', '请选从哪几次评选的获奖人中产生')
  const rows = await runSql<Person>(tx, `
    select distinct eligible.subject as id, eligible.name, eligible.organisation from awards.certificate
    join awards.nomination nomination on nomination.case_id = certificate.nomination_id
    join awards.eligible eligible on eligible.campaign_id = nomination.campaign_id and eligible.subject = nomination.subject
    where nomination.campaign_id = any($1::uuid[]) and certificate.revoked_on is null and eligible.kind = 'person' order by 3, 2, 1 limit ${SUBJECTS_MAX}`, [
      campaigns,
    ])
  return rows.map(asSubject)
}

async function refuseUnknown(tx: Tx, subjects: readonly Subject[]): Promise<void> {
  if (subjects.length === 0) throw fault('eligible', '名单是空的，请写明可以被提名的人或岗位')
  const rows = await runSql<{ organisation: string }>(tx, `
    select distinct given.organisation from unnest($1::text[]) given (organisation)
    left join people.organisation known on known.id = given.organisation where known.id is null limit 1`,
  [subjects.map(({ organisation }) => organisation)])
  if (rows[0]) throw fault('eligible', `没有“${rows[0].organisation}”这个单位，请核对名单`)
}
