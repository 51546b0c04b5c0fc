import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { itemInForce } from '#base/catalog'
import { showPage, visitOf } from '#base/pages'
import { desksFor } from '../../appointments/free.ts'
import { boardOf } from '../../queue/board.ts'
import { hallsIn } from '../../register/register.ts'
import { exceptionsOf } from '../../register/residents.ts'
import { hallPage, hallsPage } from './hall-page.ts'
import { itemWindowsPage } from './item-windows-page.ts'

export const HallPath = Type.Object({ hall: Type.String({ minLength: 1, maxLength: 40 }) })
export const ItemPath = Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) })

export const hallRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/hall', summary: '办事大厅', for: ['anyone'],
    handle: async (call, input) => showPage(visitOf(call, input), hallsPage(await hallsIn(call.tx))),
  }),
  route({
    method: 'GET', path: '/hall/:hall', summary: '一个大厅', for: ['anyone'], params: HallPath,
    handle: async (call, input) => {
      const { calendar, nameOf } = call.kernel
      return showPage(visitOf(call, input), hallPage({ board: await boardOf(call, input.params.hall), today: call.today, calendar, nameOf }))
    },
  }),
  route({
    method: 'GET', path: '/items/:code/window', summary: '到窗口办', for: ['anyone'], params: ItemPath,
    handle: async (call, input) => {
      const item = await itemInForce(call.tx, input.params.code, call.today)
      const { nameOf } = call.kernel
      const [desks, exceptions] = await Promise.all([desksFor(call.tx, item.code), exceptionsOf(call.tx, item.code)])
      const exception = exceptions.find(({ endedOn, untilOn }) => endedOn === null && untilOn >= call.today)
      return showPage(visitOf(call, input), itemWindowsPage({ item, owner: item.organisationName ?? nameOf(item.organisation), desks, exception, nameOf }))
    },
  }),
]
