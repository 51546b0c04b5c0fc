import { guide } from '#base/catalog'
import { route, type Route } from '#kernel'

/** What a program needs to show the list; each is an item like any other, under /api/items/:code. */
export const routes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/life-events', summary: '一件事清单：可办的和待完善的', for: ['anyone'],
    handle: async (call) => ({ lifeEvents: (await guide.joint(call.tx, call)).filter(({ joint }) => joint.caseType === 'life-event') }),
  }),
]
