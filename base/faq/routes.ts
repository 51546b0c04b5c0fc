import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { faqOf } from './faq.ts'

export const faqRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/api/items/:code/faq', summary: '事项的常见问题', for: ['anyone'],
    params: Type.Object({ code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }) }),
    handle: async (call, { params }) => ({ entries: await faqOf(call.tx, params.code) }),
  }),
]
