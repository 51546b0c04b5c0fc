import { Type } from 'typebox'
import { route, type Call, type Route } from '#kernel'
import { showPage, visitOf } from '#base/pages'
import { itemInForce } from '../items.ts'
import { familyPage, letterPage, windowPage, type Matter } from './ways-page.ts'

const About = Type.Object({ item: Type.Optional(Type.String({ pattern: '^[0-9A-Z]{6,36}$' })) })

/** The other ways to get it done, with or without an item in mind. */
export const waysRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/ways/window', summary: '到窗口办', for: ['anyone'], query: About,
    handle: async (call, input) => showPage(visitOf(call, input), windowPage(await matterOf(call, input.query.item))),
  }),
  route({
    method: 'GET', path: '/ways/family', summary: '请家人代办', for: ['anyone'], query: About,
    handle: async (call, input) => showPage(visitOf(call, input), familyPage(await matterOf(call, input.query.item))),
  }),
  route({
    method: 'GET', path: '/ways/letter', summary: '空白委托书', for: ['anyone'], query: About,
    handle: async (call, input) => showPage(visitOf(call, input), letterPage(await matterOf(call, input.query.item))),
  }),
]

async function matterOf(call: Call, code: string | undefined): Promise<Matter> {
  return code === undefined ? undefined : itemInForce(call.tx, code, call.today)
}
