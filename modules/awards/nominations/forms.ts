import { Type } from 'typebox'

const closed = { additionalProperties: false } as const
const TEXT_MAX = 2000
const said = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })
const veto = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$' })

export const Qualified = Type.Object({
  opinion: said('审查意见'),
  discipline: said('纪检意见'),
  dismissed: Type.Optional(Type.Array(
    Type.Object({ veto, reason: Type.String({ minLength: 5, maxLength: 500 }) }, closed),
    { title: '查到了但不适用的否决项，逐项写明为什么', maxItems: 20, visibility: 'handling' },
  )),
}, closed)
/** Why somebody does not go on; the vetoes it rests on, where it rests on any. */
export const Barred = Type.Object({
  reason: said('原因（本人看得到）'),
  vetoes: Type.Optional(Type.Array(veto, { title: '依据的否决项', maxItems: 20, uniqueItems: true, visibility: 'handling' })),
}, closed)
export const Opinion = Type.Object({ opinion: said('意见') }, closed)
/** The publicity goes on to the day it had. */
export const Resumed = Type.Object({ until: Type.Optional(Type.String({ title: '公示到', visibility: 'public' })) }, closed)
/** What the system writes when the result of a campaign is announced, or a certificate is taken back with an objection. */
export const Announced = Type.Object({
  rank: Type.Optional(Type.Integer({ title: '名次', visibility: 'handling' })), total: Type.Optional(Type.Number({ title: '得分', visibility: 'handling' })),
  until: Type.Optional(Type.String({ title: '公示到', visibility: 'public' })), by: Type.String({ title: '公布的人', maxLength: 100, visibility: 'handling' }),
}, closed)
