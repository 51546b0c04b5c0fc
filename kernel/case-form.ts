import { maskPersonal } from '#platform/mask'
import { isSealed, type Sealed, type Vault } from '#platform/vault'
import type { Case } from './case.ts'
import type { Relation } from './relations.ts'
import { VISIBLE, type Visibility } from './visibility.ts'

type Form = Readonly<Record<string, unknown>>
type Formed = Pick<Case, 'id' | 'form' | 'traits'>

/** What the item's form says of its fields, as it was when the case was opened. Only what differs from an ordinary field. */
export interface FieldRules {
  /** Fields that hold what is personal: sealed where they are kept, masked for staff. */
  personal?: readonly string[]
  /** Who may read a field, where that is not the applicant's side and everybody who handles the case. */
  visibility?: Readonly<Record<string, Visibility>>
}

/** Seals the personal fields of a form; in another case, or under another name, they do not open. */
export function sealedForm(vault: Vault, caseId: string, { form, rules }: { form: Form; rules: FieldRules }): Record<string, unknown> {
  const personal = new Set(rules.personal)
  return mapped(form, (name, value) => (personal.has(name) && !isSealed(value) ? { sealed: vault.seal(placeOf(caseId, name), JSON.stringify(value)) } : value))
}

/** The form in clear: for the applicant's own side, and for rules that look at what was filled in. */
export function openedForm(vault: Vault, { id, form }: Pick<Case, 'id' | 'form'>): Record<string, unknown> {
  return mapped(form, (name, value) => (isSealed(value) ? opened(vault, placeOf(id, name), value) : value))
}

/**
 * The form as these relations may read it: the applicant's own side reads all of it; those who handle the case read what the fields'
 * visibility lets them, and of what is personal only enough to recognise it; who only supervises reads what is public.
 */
export function shownForm(vault: Vault, found: Formed, relations: readonly Relation[]): Record<string, unknown> {
  if (relations.some((relation) => relation === 'applicant' || relation === 'agent')) return openedForm(vault, found)
  const readable = Object.entries(found.form).filter(([name, value]) => mayRead(found, name, relations) && (isHandling(relations) || !isSealed(value)))
  return mapped(Object.fromEntries(readable), (name, value) => (isSealed(value) ? maskPersonal(String(opened(vault, placeOf(found.id, name), value))) : value))
}

/** One personal field in clear; undefined where there is none of that name, or these relations may not read it. */
export function revealedField(vault: Vault, found: Formed, { name, relations }: { name: string; relations: readonly Relation[] }): unknown {
  const value = Object.hasOwn(found.form, name) ? found.form[name] : undefined
  if (!isSealed(value) || !isHandling(relations) || !mayRead(found, name, relations)) return undefined
  return opened(vault, placeOf(found.id, name), value)
}

/** The personal fields of a case that stand masked before these relations, by name. */
export function maskedFields(found: Formed, relations: readonly Relation[]): string[] {
  if (!isHandling(relations) || relations.some((relation) => relation === 'applicant' || relation === 'agent')) return []
  return Object.entries(found.form).flatMap(([name, value]) => (isSealed(value) && mayRead(found, name, relations) ? [name] : []))
}

/** What the form declared of its fields when the case was opened. */
export function fieldRulesOf({ traits }: Pick<Case, 'traits'>): FieldRules {
  const rules: unknown = traits['fields']
  // Safe: written by the module that opened the case, from the same type; covered by the chain of the log since.
  return typeof rules === 'object' && rules !== null ? rules as FieldRules : {}
}

/** Where nothing is declared, the applicant and those who handle the case. She herself wrote it: 'handling' means the same here. */
function mayRead(found: Formed, name: string, relations: readonly Relation[]): boolean {
  const declared = fieldRulesOf(found).visibility?.[name] ?? 'applicant'
  const level: Visibility = declared === 'handling' ? 'applicant' : declared
  return level === 'public' || relations.some((relation) => VISIBLE[relation].includes(level))
}

function isHandling(relations: readonly Relation[]): boolean {
  return relations.some((relation) => relation !== 'supervisor')
}

function opened(vault: Vault, place: string, { sealed }: Sealed): unknown {
  return JSON.parse(vault.open(place, sealed))
}

function mapped(form: Form, change: (name: string, value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, change(name, value)]))
}

function placeOf(caseId: string, name: string): string {
  return `kernel.case.form/${caseId}/${name}`
}
