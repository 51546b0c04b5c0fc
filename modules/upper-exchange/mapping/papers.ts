import type { CaseEvent } from '#kernel'
import { plain } from '../shapes/validate.ts'
import { BRINGING, eventOf, SUPPLEMENTING, type Subject } from './subject.ts'

export interface Paper { name: string; count: number; isElectronic: boolean }

const NAMELESS = '没有写名称的材料'

/** The materials an event brought: name, how many, on paper or as a file. Never a file's own name. */
export function papersIn({ found }: Pick<Subject, 'found'>, { step, data }: CaseEvent): Paper[] {
  if (step === 'open') return recordsIn(data['received']).map(receivedPaper)
  if (step === 'receivePromised') return textsIn(data['received']).map((name) => ({ name: plain(name) || NAMELESS, count: 1, isElectronic: false }))
  if (![...SUPPLEMENTING, ...BRINGING].includes(step)) return []
  const ids = recordsIn(data['materials']).filter(({ fileId }) => typeof fileId === 'string').map(({ materialId }) => String(materialId))
  const names = Object(found.traits['materials'])
  return [...Map.groupBy(ids, (id) => id)].map(([id, some]) => ({ name: plain(String(names[id] ?? id)) || NAMELESS, count: some.length, isElectronic: true }))
}

/** How many rows about materials came before this event. */
export function papersBefore(subject: Subject): number {
  return subject.events.slice(0, subject.index).reduce((sum, event) => sum + papersIn(subject, event).length, 0)
}

/** The papers of the event to be mapped, each with its sequence. */
export function numberedPapers(subject: Subject): (Paper & { sequence: number })[] {
  const before = papersBefore(subject)
  return papersIn(subject, eventOf(subject)).map((paper, index) => ({ ...paper, sequence: before + index + 1 }))
}

function receivedPaper({ material, originals, copies }: Record<string, unknown>): Paper {
  const onPaper = typeof originals === 'number' ? originals : 0
  const asFile = typeof copies === 'number' ? copies : 0
  return { name: plain(String(material ?? '')) || NAMELESS, count: Math.max(1, onPaper + asFile), isElectronic: onPaper === 0 }
}

function recordsIn(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}
