import { Type } from 'typebox'
import { runSql, type Tx } from '#platform/database'
import { Refusal, type FieldError } from '#platform/refusal'
import { route, type Route } from '#kernel'
import { subjectsOf } from './campaigns/eligible.ts'
import { seatsOf } from './campaigns/publish.ts'
import { faultsIn, Scheme } from './campaigns/scheme.ts'

const FOUND_MAX = 20
const Words = Type.Object({ q: Type.String({ minLength: 1, maxLength: 50 }) }, { additionalProperties: false })

/** What the editor of a campaign asks while somebody types: the same rule by which it is published, and staff by name. */
export const editorRoutes: readonly Route[] = [
  route({
    method: 'POST', path: '/api/awards/schemes/check', summary: '检查评选办法，什么也不保存', for: ['bureau'], body: Scheme,
    handle: async (call, { body }) => ({ faults: [...faultsIn(body, call.today), ...await listFaults(call.tx, body)] }),
  }),
  route({
    method: 'GET', path: '/api/awards/people', summary: '按姓名、单位找工作人员，选评委和名单用', for: ['bureau'], query: Words,
    handle: async (call, { query }) => ({ people: await staffNamed(call.tx, query.q) }),
  }),
]

/** Whether publishing would find somebody who may be nominated, and seats for them. */
async function listFaults(tx: Tx, scheme: Scheme): Promise<readonly FieldError[]> {
  try {
    const subjects = await subjectsOf(tx, scheme)
    if (subjects.length === 0) return [{ path: 'eligible', message: '现在没有可以被提名的人，请核对范围' }]
    seatsOf(scheme, subjects.length)
    return []
  } catch (thrown) {
    if (thrown instanceof Refusal) return thrown.fields
    throw thrown
  }
}

interface StaffPerson { id: string; name: string; organisation: string; organisationName: string }

/** Staff whose name or organisation holds the words; not those whose accounts are closed. */
function staffNamed(tx: Tx, words: string): Promise<StaffPerson[]> {
  return runSql<StaffPerson>(
    tx,
    `
    select account.id, account.name, account.organisation, unit.name as "organisationName"
    from people.account account join people.organisation unit on unit.id = account.organisation
    where account.kind = 'staff' and account.active and (position($1 in account.name) > 0 or position($1 in unit.name) > 0)
    order by account.name, account.id limit ${FOUND_MAX}`,
    [words.trim()],
  )
}
