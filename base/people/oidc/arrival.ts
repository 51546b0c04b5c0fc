import { inTransaction, runSql } from '#platform/database'
import type { Cookie } from '#platform/reply'
import type { Call } from '#kernel'
import { accountById, type Account } from '../account-proof.ts'
import { residentIdDigest } from '../personal.ts'
import { isSecondFactorRequired } from '../second-factor/factor.ts'
import { openSession, type Device, type SignedIn } from '../sign-in.ts'
import { keepAttempt, type Arrived, type Errand } from './attempts.ts'
import type { AgentIdentity, Identity } from './identity.ts'
import { link, linkedAccount, linkOf, noteUse, unlink, waitForIdentity } from './links.ts'
import { createAgent, createCitizen } from './new-account.ts'
import { UnifiedTrouble } from './troubles.ts'

/** Either she is in, or she has still to prove that the account is hers. */
export type Arrival = { signedIn: SignedIn } | { ask: Cookie }

/**
 * Somebody has come back from the provider, who vouches for `identity`. Signs in to the account it is linked with; makes an account
 * where there is none. An account that somebody has registered with the same number of the identity card is linked only by its password:
 * at registration the number was typed and not proved, so whoever has the number need not be whoever has the account.
 * All in one transaction: what is refused leaves nothing.
 * @throws UnifiedTrouble
 */
export function arrive(call: Call, { errand, identity, device }: { errand: Errand; identity: Identity; device: Device }): Promise<Arrival> {
  return inTransaction(call.tx, async (tx) => {
    const inside = { ...call, tx }
    await waitForIdentity(inside, identity)
    const { account, asks } = await settle(inside, errand, identity)
    if (asks !== null) return { ask: await keepAttempt(inside, { ...errand, stage: 'arrived', identity, account: account.id, asks }) }
    await noteUse(inside, account.id, identity.issuer)
    return { signedIn: await openSession(inside, account, device, 'unified') }
  })
}

interface Settled { account: Account; asks: Arrived['asks'] | null }

async function settle(call: Call, errand: Errand, identity: Identity): Promise<Settled> {
  const linked = await linkedAccount(call, identity, errand.entrance)
  if (errand.linkTo !== null) return { account: await accountToLink(call, { linkTo: errand.linkTo, linked, identity }), asks: 'password' }
  if (linked !== null) return knownAccount(call, linked, identity)
  if (errand.entrance === 'staff') throw new UnifiedTrouble('unlinked-staff')
  if (identity.kind === 'agent') return newlyLinked(call, identity, await createAgent(call, identity))
  const same = await accountWith(call, identity.residentId)
  if (same === null) return newlyLinked(call, identity, await createCitizen(call, identity) ?? startAgain())
  if (!same.active) throw new UnifiedTrouble('disabled', { account: same.id })
  if (same.password.hash !== '') return { account: same, asks: 'password' }
  // It was made by this way of signing in, from a number that was proved: the provider has only given its person a new subject.
  await unlink(call, same.id, identity.issuer)
  return newlyLinked(call, identity, same.id)
}

function startAgain(): never {
  throw new UnifiedTrouble('expired')
}

async function newlyLinked(call: Call, identity: Identity, account: string): Promise<Settled> {
  if (!(await link(call, identity, { account, entrance: 'public' }))) throw new UnifiedTrouble('other-link')
  return { account: await accountById(call, account), asks: null }
}

async function knownAccount(call: Call, id: string, identity: Identity): Promise<Settled> {
  const account = await accountById(call, id)
  if (!account.active) throw new UnifiedTrouble('disabled', { account: id })
  if ((account.kind === 'enterprise') !== (identity.kind === 'agent')) throw new UnifiedTrouble('not-same-person', { account: id })
  if (identity.kind === 'agent' && !(await actFor(call, id, identity))) throw new UnifiedTrouble('agency-ended', { account: id })
  if (account.hasSecondFactor) return { account, asks: 'code' }
  if (isSecondFactorRequired(account.roles)) throw new UnifiedTrouble('factor-missing', { account: id })
  return { account, asks: null }
}

/** The account somebody is signed in to and wants to be linked, if it may be linked with this identity. */
async function accountToLink(call: Call, { linkTo, linked, identity }: { linkTo: string; linked: string | null; identity: Identity }): Promise<Account> {
  if (linked !== null && linked !== linkTo) throw new UnifiedTrouble('other-link', { account: linkTo })
  if (await linkOf(call, linkTo, identity.issuer)) throw new UnifiedTrouble('has-link', { account: linkTo })
  const account = await accountById(call, linkTo)
  const isSame = account.kind === 'enterprise'
    ? identity.kind === 'agent' && (await actFor(call, linkTo, identity))
    : await isSamePerson(call, account, identity)
  if (!isSame) throw new UnifiedTrouble('not-same-person', { account: linkTo })
  return account
}

async function isSamePerson(call: Call, { id }: Account, identity: Identity): Promise<boolean> {
  if (identity.kind !== 'person') return false
  const [row] = await runSql<{ digest: string | null }>(call.tx, 'select resident_id_digest as digest from people.account where id = $1', [id])
  // Members of staff, and the accounts of a demo, have no number here to compare.
  return row !== undefined && (row.digest === null || row.digest === residentIdDigest(call.kernel.vault, identity.residentId))
}

/** She acts for the organisation the provider names, if it has named her its agent here and has not taken that back. */
async function actFor({ tx }: Call, account: string, { organisation }: AgentIdentity): Promise<boolean> {
  const acting = await runSql(tx, `
    update people.account set party = party.id from people.party party join people.party_agent agent on agent.party = party.id
    where account.id = $1 and agent.account = account.id and party.uscc = $2 returning party.id`, [account, organisation.uscc])
  return acting.length > 0
}

async function accountWith(call: Call, residentId: string): Promise<Account | null> {
  const [row] = await runSql<{ id: string }>(
    call.tx, 'select id from people.account where resident_id_digest = $1', [residentIdDigest(call.kernel.vault, residentId)],
  )
  return row === undefined ? null : accountById(call, row.id)
}
