/** 一件事 as citizens find them; how one is applied for and followed stands with every other application. */
import { route, type Call, type Route } from '#kernel'
import { guide } from '#base/catalog'
import { isSimple, showPage, visitOf } from '#base/pages'
import { listPage, type Listed } from './list-page.ts'

const CASE_TYPE = 'life-event'

export const lifeEventPages: readonly Route[] = [
  route({
    method: 'GET', path: '/life-events', summary: '一件事一次办', for: ['anyone'],
    handle: async (call, input) => {
      const visit = visitOf(call, input)
      return showPage(visit, listPage(await lifeEvents(call), isSimple(visit)))
    },
  }),
]

async function lifeEvents(call: Call): Promise<Listed[]> {
  const matters = (await guide.joint(call.tx, call)).filter(({ joint }) => joint.caseType === CASE_TYPE)
  const items = await guide.named(call.tx, matters.flatMap(({ joint }) => joint.itemCodes), call)
  return matters.map((matter) => ({ ...matter, items: matter.joint.itemCodes.map((code) => items.get(code)?.name ?? code) }))
}
