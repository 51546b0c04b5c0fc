import { Type, type Static } from 'typebox'

/** Ours, not the law's: how long the applicant has for her corrections unless the clerk says otherwise. */
export const CORRECTION_DEFAULT_WORKING_DAYS = 15

/** The one notice that names everything missing (一次性告知，行政许可法第三十二条). */
export const Correction = Type.Object({
  materials: Type.Array(Type.Object({
    materialId: Type.String({ minLength: 1, maxLength: 64 }),
    name: Type.Optional(Type.String({ maxLength: 200 })),
    problems: Type.Array(Type.String({ minLength: 1, maxLength: 500 }), { minItems: 1, maxItems: 20 }),
  }, { additionalProperties: false }), { title: '需要补正的材料', minItems: 1, maxItems: 100, visibility: 'applicant' }),
  note: Type.Optional(Type.String({ title: '其他说明', maxLength: 2000, visibility: 'applicant' })),
  withinWorkingDays: Type.Optional(Type.Integer({ title: '补正期限（工作日）', minimum: 1, maximum: 60, visibility: 'applicant' })),
}, { additionalProperties: false })
export type Correction = Static<typeof Correction>
