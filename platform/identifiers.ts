/** Numbers that identify people, organisations, projects and items: what is valid, and what a valid one says. Pure. */
export { answerValidateLine } from './identifiers/lines.ts'
export { IDENTIFIER_KINDS, isIdentifierKind, validate, type IdentifierKind } from './identifiers/validate.ts'
export type { Verdict } from './identifiers/verdict.ts'
