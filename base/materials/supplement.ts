import { Type, type Static } from 'typebox'
import type { Vault } from '#platform/vault'
import { fieldRulesOf, sealedForm, type Case, type StepInput } from '#kernel'
import { GIVEN_MAX, GivenMaterial } from './given-material.ts'
import { promisedAfter, promisedOf } from './named-materials.ts'

/** What the applicant hands in after the correction notice: new files, and a corrected form where needed. */
export const Supplement = Type.Object(
  {
    materials: Type.Optional(Type.Array(GivenMaterial, { title: '补交的材料', maxItems: GIVEN_MAX, visibility: 'applicant' })),
    form: Type.Optional(
      Type.Record(Type.String({ maxLength: 64 }), Type.Union([Type.String({ maxLength: 4000 }), Type.Number(), Type.Boolean()]), {
        title: '改正的内容',
        visibility: 'applicant',
      }),
    ),
    /** Optional fields that had something in them and shall have nothing. */
    cleared: Type.Optional(Type.Array(Type.String({ maxLength: 64 }), { title: '删去的内容', maxItems: 100, visibility: 'applicant' })),
    note: Type.Optional(Type.String({ title: '补正说明', maxLength: 2000, visibility: 'applicant' })),
  },
  { additionalProperties: false },
)
export type Supplement = Static<typeof Supplement>

/** What is personal in the corrected fields is sealed before it reaches case and log, as it was when the case was opened. */
export function sealSupplement(vault: Vault, found: Case, data: Record<string, unknown>): Record<string, unknown> {
  // Safe: the kernel has checked the data against Supplement.
  const { form } = data as Supplement
  return form === undefined ? data : { ...data, form: sealedForm(vault, found.id, { form, rules: fieldRulesOf(found) }) }
}

/** The corrected fields take the place of the old ones, new files and promises that of the old; the log keeps both. */
export function supplemented({ found, data }: StepInput): Pick<Case, 'form' | 'traits'> {
  // Safe: the kernel has checked the data against Supplement.
  const { materials = [], form, cleared = [] } = data as Supplement
  const isSame = form === undefined && cleared.length === 0
  return {
    form: isSame ? found.form : revisedForm(found, { form, cleared }), traits: { ...found.traits, promised: promisedAfter(promisedOf(found), materials) },
  }
}

/** What the form says afterwards: what is cleared is gone, unless it is filled in anew. */
export function revisedForm({ form: before }: Pick<Case, 'form'>, { form = {}, cleared = [] }: {
  form?: Supplement['form'] | undefined; cleared?: readonly string[] | undefined
}) {
  return { ...Object.fromEntries(Object.entries(before).filter(([name]) => !cleared.includes(name))), ...form }
}
