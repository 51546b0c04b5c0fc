import { runSql, type Database } from '#platform/database'
import { sm3Hex } from '#platform/sm'
import type { Actor } from '#kernel'
import { checklistOf, type Answers, type Item } from '#base/catalog'
import { submitApplication, type Submission } from '#modules/applications'
import { sampleForm } from '../../journey/sample-application.ts'
import { chanceFrom, type Chance } from '../chance.ts'
import type { Town } from '../town.ts'

/** A joint matter in the town: who has filed it, and its own stream of chance, so that what befalls it does not depend on the others. */
export interface JointFate {
  parentId: string
  chance: Chance
  applicant: Actor
  fileId: string
  answers: Answers
  /** Of building permits; undefined of life events. */
  project: { code: string; applicantId: string } | undefined
  /** Nobody at the window looks at it: silence accepts it. */
  isForgotten: boolean
}

export interface JointGround { items: readonly Item[]; seed: number }

const FORGOTTEN = 0.12
/** How often the same firm files again for the same project. */
const AGAIN_EVERY = 8

/** The joint matters that can be applied for. */
export function jointItemsOf(items: readonly Item[]): Item[] {
  return items.filter(({ joint }) => joint?.readiness === 'ready')
}

/** Everybody has scanned one paper beforehand, and hands it in wherever one is asked for. */
export async function scanPapers(database: Database, count: number): Promise<void> {
  const people = Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const { person, firm } = applicantOf(index)
    return [[fileOf(index, 0), person], [fileOf(index, 1), firm]] as const
  })
  await runSql(database, `
    insert into materials.file (id, sm3, size, media_type, original_name, account_id, party_id, created_at)
    select id, sm3, 10, 'application/pdf', '模拟材料.pdf', account, nullif(party, ''), '2024-04-15'
    from unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) as one (id, sm3, account, party)`, [
    people.map(([id]) => id), people.map(([id]) => sm3Hex(id)), people.map(([, { id }]) => id), people.map(([, { party }]) => party ?? ''),
  ])
}

/** Files one joint matter, with whatever answers its applicant gives. */
export async function fileJoint(town: Town, index: number, { items, seed }: JointGround): Promise<JointFate> {
  const chance = chanceFrom(seed * 1_000_003 + 500_009 + index)
  const item = chance.oneOf(items)
  const isBuilding = item.joint?.caseType === 'joint-permits'
  const site = isBuilding && index % AGAIN_EVERY === AGAIN_EVERY - 1 ? index - 1 : index
  const { person, firm } = applicantOf(site)
  const applicant = item.audience.includes('enterprise') && (isBuilding || chance.happens(0.5) || !item.audience.includes('person')) ? firm : person
  const fileId = fileOf(site, applicant === firm ? 1 : 0)
  const answers = answersTo(item, chance)
  const code = `2024-440114-04-01-${String(site).padStart(6, '0')}`
  const submission = submissionFor(item, answers, { fileId, code })
  const { caseId } = await town.insist(applicant, chance, (call, key) => submitApplication(call, submission, key))
  town.acknowledge(caseId, 'open')
  return {
    parentId: caseId, chance, applicant, fileId, answers, isForgotten: chance.happens(FORGOTTEN),
    project: isBuilding ? { code, applicantId: applicant.party ?? applicant.id } : undefined,
  }
}

function applicantOf(index: number): { person: Actor; firm: Actor } {
  const person: Actor = { id: `sim-family-${index}`, name: `模拟家庭${index}`, roles: ['citizen'], organisation: null, party: null }
  return { person, firm: { id: `sim-clerk-${index}`, name: `模拟经办人${index}`, roles: ['enterprise'], organisation: null, party: `sim-firm-${index}` } }
}

function fileOf(index: number, which: 0 | 1): string {
  return `00000000-0000-4000-8000-${String(index * 2 + which).padStart(12, '0')}`
}

/** Any option of every question that is asked. */
function answersTo({ situations }: Item, chance: Chance): Answers {
  const answers: Record<string, string> = {}
  for (const { id, when, options } of situations) {
    const isAsked = Object.entries(when ?? {}).every(([other, allowed]) => allowed.includes(answers[other] ?? ''))
    if (isAsked) answers[id] = chance.oneOf(options).id
  }
  return answers
}

function submissionFor(item: Item, answers: Answers, { fileId, code }: { fileId: string; code: string }): Submission {
  const { form, materials } = checklistOf(item, answers)
  const filled = sampleForm(form)
  return {
    itemCode: item.code, answers, form: Object.hasOwn(filled, 'projectCode') ? { ...filled, projectCode: code } : filled,
    materials: materials.filter(({ need, source }) => need !== 'optional' && source !== 'shared').map(({ id }) => ({ materialId: id, fileId })),
  }
}
