import type { CaseView, EventView } from '../api/types.ts'

export interface Said { key: number; by: string; at: string; text: string; /** The words under which an answer was made public. */ published: string | null }

/** What was asked and answered, in its order; empty for whoever may not read it. */
export function saidIn({ form }: Pick<CaseView, 'form'>, events: readonly Pick<EventView, 'seq' | 'at' | 'step' | 'by' | 'data'>[]): Said[] {
  const retractedAt = [...events].reverse().find(({ step }) => step === 'retract')?.seq ?? 0
  return events.flatMap(({ seq, at, step, by, data }): Said[] => {
    const words = step === 'open' ? form : data
    const [question, answer] = [textIn(words['question']), textIn(words['answer'])]
    if (question !== null) return [{ key: seq, by: step === 'open' ? '提问' : '追问', at, text: question, published: null }]
    if (answer === null) return []
    return [{ key: seq, by: `${by}答复`, at, text: answer, published: data['public'] === true && seq > retractedAt ? textIn(data['publicQuestion']) : null }]
  })
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}
