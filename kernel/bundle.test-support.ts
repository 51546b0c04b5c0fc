import assert from 'node:assert/strict'
import { SYSTEM } from './actor.ts'
import type { Case } from './case.ts'
import { opened } from './district.test-support.ts'
import { childrenOf } from './find-case.ts'
import { takeStep } from './take-step.ts'
import type { World } from './testing.ts'
import type { WithinReaction } from './types.ts'
import { defineWorkflow } from './workflow.ts'

/** Several matters filed together: over when the last of them is. */
export const bundle = defineWorkflow({
  caseType: 'bundle', version: 1, label: '联办', initial: 'waiting',
  states: { waiting: { label: '各部门办理中', turn: 'window', dueOn: ({ on }) => on }, complete: { label: '全部办结', closed: true } },
  steps: {
    complete: { label: '全部办结', from: ['waiting'], to: 'complete', by: ['system'] },
    cancel: { label: '作罢', from: ['waiting'], to: 'complete', by: ['window'] },
    count: { label: '又办结一件', from: ['waiting'], by: ['system'] },
  },
})

const CLOSING = ['errand.withdraw', 'errand.grant', 'errand.refuse'] as const

/** In the transaction of the child's step: the parent counts it, and is over with the last. */
export const advanceParent: WithinReaction = {
  name: 'bundle.advance', on: [...CLOSING, 'errand.deem'],
  react: async (call, event, found) => {
    if (found.parentId === null) return
    const system = { ...call, actor: SYSTEM }
    await takeStep(system, found.parentId, 'count')
    if (found.title === '总件不许') throw new Error('parent says no')
    const open = (await childrenOf(call.tx, found.parentId)).filter(({ closedAt }) => closedAt === null)
    if (open.length === 0) await takeStep(system, found.parentId, 'complete')
    assert(event.caseId === found.id)
  },
}

/** A parent with so many errands as its children. */
export async function familyIn(world: World, size: number, title = '一起办'): Promise<{ parent: Case; children: Case[] }> {
  const parent = await opened(world, { type: 'bundle' })
  const children = await Promise.all(Array.from({ length: size }, () => opened(world, { parentId: parent.id, item: { code: 'SL1', version: 1, name: title } })))
  return { parent, children }
}
