import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { caseFor, RELATIONS, route, type Relation, type Route } from '#kernel'
import { isJoint, laneOf } from './family.ts'
import { wholeOf } from './view.ts'
import { wholeFor } from './whole.ts'

/** Both sides of the parent or of any of its lanes: each department sees where the others stand. */
const READERS: readonly Relation[] = RELATIONS.filter((relation) => relation !== 'system')

export const jointRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/joint/:id', summary: '一起办的各项：进度、期限、先后（总件或其中一件的编号）', for: ['signed-in'], relations: READERS,
    params: Type.Object({ id: Id }, { additionalProperties: false }),
    handle: async (call, { params }) => {
      const { found } = await caseFor(call, params.id, READERS)
      const parent = isJoint(found) ? found : await wholeOf(call, found)
      if (!parent) throw new Refusal('not-found', '这个办件不是一起办的事')
      return wholeFor(call, parent, laneOf(found) ?? null)
    },
  }),
]
