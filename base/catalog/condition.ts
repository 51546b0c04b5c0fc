import { Type, type Static } from 'typebox'

/** Answers that must all hold, each question by one of its options: {premises: ['leased', 'lent']}. */
export const Condition = Type.Record(Type.String({ maxLength: 64 }), Type.Array(Type.String({ maxLength: 64 }), { minItems: 1 }))
export type Condition = Static<typeof Condition>
