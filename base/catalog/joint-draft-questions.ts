import type { Condition, Item, Situation } from './item.ts'
import { jointCondition } from './joint-lanes.ts'
import type { Lane } from './joint-matter.ts'
import { freeName } from './joint-names.ts'

type Answer = Lane['answers'][number]

/** What is settled about a lane before its item is merged with the others. */
export interface LanePlan extends Partial<Pick<Lane, 'when' | 'optional' | 'after'>> {
  /** Answers that follow from the matter itself, or from a question that is asked anyway: situation → option, or where it comes from. */
  given?: Readonly<Record<string, string | NonNullable<Answer['from']>>>
  /** Titles under which the matter asks for fields of the item, and names for its materials, so that the same is known as the same. */
  says?: Readonly<Record<string, string>>
  calls?: Readonly<Record<string, string>>
  /** Optional fields and materials of the item that the matter does without. */
  without?: readonly string[]
}

/** A lane to be: its id, its item and what is settled about it. */
export interface PlannedLane { id: string; item: Item; plan: LanePlan }

/** Every open question of every item once; the same question of several items is asked once for all. `asked` are the matter's own, asked first. */
export function mergeQuestions(planned: readonly PlannedLane[], asked: readonly Situation[]): { situations: Situation[]; lanes: Lane[] } {
  const situations = [...asked]
  const lanes = planned.map(({ id, item, plan: { when: laneWhen, optional = false, after = [], given = {} } }): Lane => {
    const answers: Answer[] = []
    for (const own of item.situations) {
      const when = own.when || laneWhen ? jointCondition({ answers, ...(laneWhen && { when: laneWhen }) }, own.when) : {}
      if (!when) continue
      const settled = given[own.id]
      if (settled === undefined) answers.push(answerFrom(situations, own, Object.keys(when).length > 0 ? when : undefined, id))
      else answers.push({ situation: own.id, ...(typeof settled === 'string' ? { option: settled } : { from: settled }) })
    }
    return { id, itemCode: item.code, ...(laneWhen && { when: laneWhen }), optional, after: [...after], answers }
  })
  return { situations, lanes }
}

/** Takes the answer from the joint question, which is added where nobody asks it yet. */
function answerFrom(situations: Situation[], own: Situation, when: Condition | undefined, lane: string): Answer {
  const at = situations.findIndex((other) => sameQuestion(other, own))
  const asked = situations[at]
  if (!asked) {
    const id = freeName(own.id, lane, new Set(situations.map((other) => other.id)))
    const { when: _when, ...rest } = own
    situations.push({ ...rest, id, ...(when && { when }) })
    return { situation: own.id, from: { question: id, options: Object.fromEntries(own.options.map((option) => [option.id, option.id])) } }
  }
  if (asked.when && JSON.stringify(asked.when) !== JSON.stringify(when)) {
    const { when: _when, ...always } = asked
    situations[at] = always
  }
  return { situation: own.id, from: { question: asked.id, options: Object.fromEntries(asked.options.map(({ id, label }) => [id, optionOf(own, label)])) } }
}

function sameQuestion(one: Situation, other: Situation): boolean {
  const labels = ({ options }: Situation) => options.map(({ label }) => label).sort().join('\n')
  return one.question === other.question && labels(one) === labels(other)
}

function optionOf({ options }: Situation, label: string): string {
  return options.find((option) => option.label === label)?.id ?? ''
}
