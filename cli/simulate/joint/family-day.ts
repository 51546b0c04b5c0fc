import { Refusal } from '#platform/refusal'
import type { Case } from '#kernel'
import { familyOf, laneOf, type Family } from '#base/joint'
import { chanceFrom, type Chance } from '../chance.ts'
import { actorFor, STRANGER } from '../people.ts'
import type { Town } from '../town.ts'
import { deedsOf, type Deed } from './behaviour.ts'
import type { JointFate } from './filing.ts'
import { registerSomething } from './registrations.ts'

/** How often two people act on the same family at the same moment. */
const AT_ONCE = 0.4
/** How often somebody does what must be refused. */
const BLUNDER = 0.05

/** A working day of one family; false when there is nothing left to do in it. */
export async function familyDay(town: Town, fate: JointFate): Promise<boolean> {
  const family = await familyOf(town.database, fate.parentId)
  if (!family || [family.parent, ...family.children].every(({ closedAt }) => closedAt !== null)) return false
  await refusable(town, registerSomething(town, family, fate))
  const deeds = shuffled(fate.chance, deedsOf(family, fate))
  while (deeds.length > 0) {
    const together = deeds.splice(0, fate.chance.happens(AT_ONCE) ? 2 : 1)
    if (together.length > 1) town.counts.atOnce += 1
    // Whose request comes first the database decides; what each of them brings along is decided before.
    await Promise.all(together.flatMap((deed) => attempts(town, deed, { family, chance: fate.chance })))
  }
  return true
}

function attempts(town: Town, deed: Deed, { family, chance }: { family: Family<Case>; chance: Chance }): Promise<void>[] {
  const { on, intent } = deed
  const blunder = chance.happens(BLUNDER) ? chance.oneOf(['stranger', 'stale', 'nonsense', 'both'] as const) : undefined
  const actor = blunder === 'stranger' ? STRANGER : actorFor(intent, on)
  const data = blunder === 'nonsense' ? { ...intent.data, 胡填: 1 } : intent.data
  const command = () =>
    ({ chance: chanceFrom(chance.between(0, 2 ** 31)), name: intent.step, data, ...(blunder === 'stale' && { expectedVersion: on.version + 1 }) })
  const commands = blunder === 'both' ? [command(), command()] : [command()]
  return commands.map((each) => refusable(town, town.step(actor, on.id, each).then(() => withdrawnWith(town, deed, family))))
}

/** A permit that is taken out for good is withdrawn by the enterprise itself, with the same request. */
function withdrawnWith(town: Town, { intent: { step, data } }: Deed, { children }: Family<Case>): void {
  const taken = step === 'takeOut' && data['how'] === 'withdraw' && children.find((child) => laneOf(child) === data['lane'])
  if (taken) town.acknowledge(taken.id, 'withdraw')
}

/** Rules that say no are counted; anything else is a fault and ends the run. */
async function refusable(town: Town, work: Promise<unknown>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    town.counts.refused += 1
    town.refusals.set(error.message, (town.refusals.get(error.message) ?? 0) + 1)
  }
}

function shuffled<Value>(chance: Chance, values: readonly Value[]): Value[] {
  return values.map((value) => ({ value, at: chance.next() })).sort((one, other) => one.at - other.at).map(({ value }) => value)
}
