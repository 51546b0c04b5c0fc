import assert from 'node:assert/strict'
import { randomUUIDv7 } from 'node:crypto'
import { Refusal } from '#platform/refusal'
import { openCase, openedForm, sealedForm, SYSTEM, takeStep, type Call, type Case, type Opening, type WithinReaction } from '#kernel'
import { checklistOf, fieldRulesOfForm, itemVersion, itemVersions, type Item } from '#base/catalog'
import {
  childSubmission, familyOf, JOINT_TYPES, jointAnswersIn, laneLimits, laneOf, lanesIn, type ChildSubmission, type LaneEntry, type Merged,
} from '#base/joint'
import type { GivenMaterial, Supplement } from '#base/materials'
import { recordCorrection } from './correction.ts'
import { keepGiven } from './given.ts'
import { recordSupplement } from './supplement.ts'
import type { ApplicationTables } from './tables.ts'

/** What the parent's notice and supplement say of each material is kept as with every application. */
export const keepParentRecords: WithinReaction = {
  name: 'applications.keep-parent-records',
  on: JOINT_TYPES.flatMap((type) => [`${type}.requestCorrection`, `${type}.supplement`]),
  react: async (call, event, parent) => {
    // Safe: the kernel has checked the data against Supplement.
    if (event.step === 'supplement') await recordSupplement(call, parent, withoutPromises(event.data as Supplement))
    else await recordCorrection(call, parent, event.data)
  },
}

/** One paper serves several departments, and each of them would have to wait for it. */
function withoutPromises(data: Supplement): Supplement {
  const promised = (data.materials ?? []).flatMap((entry, index) =>
    ('promisedBy' in entry ? [{ path: `materials.${index}.promisedBy`, message: '一起申请的材料不能容缺，请上传' }] : []))
  if (promised.length > 0) throw new Refusal('invalid', '一起申请的材料不能容缺，请上传材料后再提交', promised)
  return data
}

/** The only place where the applications of a joint matter are made: with the parent, or when what they need has been issued. */
export const openLaneCases: WithinReaction = {
  name: 'applications.open-lane-cases',
  on: JOINT_TYPES.map((type) => `${type}.startLanes`),
  react: async (call, event, parent) => {
    const wanted = Array.isArray(event.data['lanes']) ? event.data['lanes'] : []
    const lanes = lanesIn(parent).filter(({ id }) => wanted.includes(id))
    if (lanes.length === 0) return
    const ground = await groundOf(call, parent, lanes)
    for (const lane of lanes) await openLane(call, parent, { lane, ...ground })
  },
}

interface Ground { item: Item; members: ReadonlyMap<string, Item>; merged: Merged; issued: ReadonlyMap<string, string> }

async function groundOf(call: Call, parent: Case, lanes: readonly LaneEntry[]): Promise<Ground> {
  const [item, members, rows, family] = await Promise.all([
    itemVersion(call.tx, parent.itemCode, parent.itemVersion),
    itemVersions(call.tx, lanes.map(({ itemCode, itemVersion: version }) => ({ code: itemCode, version }))),
    call.tx.withTables<ApplicationTables>().selectFrom('applications.material').select(['material_id', 'file_id']).where('case_id', '=', parent.id)
      .where('replaced', '=', false).orderBy('id').limit(ROWS_MAX).execute(),
    familyOf(call.tx, parent.id),
  ])
  const materials = rows.flatMap(({ material_id: materialId, file_id: fileId }): GivenMaterial[] => (fileId === null ? [] : [{ materialId, fileId }]))
  return {
    item, members, merged: { answers: jointAnswersIn(parent), form: openedForm(call.kernel.vault, parent), materials },
    issued: new Map((family?.children ?? []).map((child) => [laneOf(child) ?? '', child.number])),
  }
}

const ROWS_MAX = 500

async function openLane(call: Call, parent: Case, { lane, item, members, merged, issued }: Ground & { lane: LaneEntry }): Promise<void> {
  const declared = item.joint?.lanes.find(({ id }) => id === lane.id)
  const member = members.get(lane.itemCode)
  assert(item.joint && declared && member, `case ${parent.number} keeps lane ${lane.id} and its item`)
  const own = childSubmission(item.joint, { lane: declared, item: member }, merged)
  const { opened } = await openCase(call, openingOf(call, parent, { lane, member, own, issued }))
  await call.tx.withTables<ApplicationTables>().insertInto('applications.application')
    .values({ case_id: opened.id, answers: JSON.stringify(own.answers) }).execute()
  await keepGiven(call, opened.id, own.materials)
  // What begins later has been looked at with the rest: its own clock runs from today (见一件事的统一受理).
  if (parent.acceptedOn !== null) await takeStep({ ...call, actor: SYSTEM, through: parent.id }, opened.id, 'acceptTogether')
}

type Own = { lane: LaneEntry; member: Item; own: ChildSubmission; issued: ReadonlyMap<string, string> }

function openingOf({ kernel }: Call, parent: Case, { lane, member, own, issued }: Own): Opening {
  const [id, rules, checklist] = [randomUUIDv7(), fieldRulesOfForm(member.form), checklistOf(member, own.answers)]
  return {
    id, type: 'application', item: { code: member.code, version: member.version, name: member.name }, parentId: parent.id, withoutDocument: true,
    applicant: parent.applicant, agentId: parent.agentId, ownerOrganisation: member.organisation, receivingOrganisation: parent.receivingOrganisation,
    place: parent.place, sealed: parent.sealed, form: sealedForm(kernel.vault, id, { form: own.form, rules }), limits: laneLimits(lanesIn(parent), lane.id),
    traits: {
      ...(Object.keys(rules).length > 0 && { fields: rules }), decidedAtWindow: member.decidedAtWindow,
      licence: member.type === '01', outcome: member.outcome.name,
      materials: Object.fromEntries(checklist.materials.map((material) => [material.id, material.name])), promised: {},
      together: true, joint: parent.type, lane: lane.id,
      produced: Object.fromEntries(Object.entries(own.produced).map(([material, from]) => [material, issued.get(from) ?? from])),
    },
    data: { answers: own.answers, received: [] },
  }
}
