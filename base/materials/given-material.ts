import { Type, type Static } from 'typebox'
import { Id } from '#platform/identity'

/** A material as the applicant hands it over: the file, or for a deferrable one the day she promises to bring it. */
export const GivenMaterial = Type.Union([
  Type.Object({ materialId: Type.String({ minLength: 1, maxLength: 64 }), fileId: Id }, { additionalProperties: false }),
  Type.Object({
    materialId: Type.String({ minLength: 1, maxLength: 64 }), promisedBy: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  }, { additionalProperties: false }),
])
export type GivenMaterial = Static<typeof GivenMaterial>
export const GIVEN_MAX = 200
