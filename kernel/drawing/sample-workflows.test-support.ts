import fc from 'fast-check'
import { RELATIONS } from '../relations.ts'
import type { Step, Workflow } from '../types.ts'
import { defineWorkflow, faultOf } from '../workflow.ts'

/** Letters that mean something in XML, quotation marks, Chinese, and what no document may hold. */
const label = fc.string({ unit: fc.constantFrom('受', '理', '<', '>', '&', '"', '\'', '\n', '\u0001', 'a', ' '), minLength: 1, maxLength: 12 })

/** Any workflow the kernel would accept: the first state is the beginning, and every state follows an earlier one. */
export const anyWorkflow: fc.Arbitrary<Workflow> = fc
  .integer({ min: 1, max: 7 })
  .chain((open) =>
    fc.record({
      labels: fc.array(label, { minLength: open + 1, maxLength: open + 1 }),
      parents: fc.array(fc.nat(), { minLength: open, maxLength: open }),
      extra: fc.array(
        fc.record({
          from: fc.array(fc.nat({ max: open }), { minLength: 1, maxLength: 4 }),
          to: fc.option(fc.nat({ max: open })),
          by: fc.subarray([...RELATIONS], { minLength: 1 }),
          label,
          timed: fc.boolean(),
        }),
        { maxLength: 8 },
      ),
    }),
  )
  .map(({ labels, parents, extra }) => workflowOf(labels, parents, extra))
  .filter((workflow) => faultOf(workflow) === undefined)
  .map((workflow) => defineWorkflow(workflow))

interface Extra { from: number[]; to: number | null; by: Step['by']; label: string; timed: boolean }

function workflowOf(labels: readonly string[], parents: readonly number[], extra: readonly Extra[]): Workflow {
  const name = (at: number) => `s${at}`
  const letter = (at: number) => String.fromCharCode(97 + at)
  const last = labels.length - 1
  const leading = parents.map((parent, at): [string, Step] =>
    [`lead${letter(at)}`, { label: labels[at] ?? '', from: [name(parent % (at + 1))], to: name(at + 1), by: ['window'] }])
  const ending: [string, Step] = [
    'finish', { label: '办结', from: Array.from({ length: last }, (_, at) => name(at)), to: name(last), by: ['owner', 'window'], basis: '示例' },
  ]
  const others = extra.map((one, at): [string, Step] => [`more${letter(at)}`, stepOf(one, name)])
  return {
    caseType: 'sample', version: 1, label: labels[0] ?? '', initial: name(0),
    states: Object.fromEntries(
      labels.map((words, at) => [name(at), at === last ? { label: words, closed: true } : { label: words, turn: 'window', dueOn: ({ on }) => on }]),
    ),
    steps: Object.fromEntries([...leading, ending, ...others]),
  }
}

function stepOf({ from, to, by, label: words, timed }: Extra, name: (at: number) => string): Step {
  const target = to === null ? {} : { to: name(to) }
  const isTimed = timed && to !== null && !from.includes(to)
  return {
    label: words, from: from.map(name), ...target, by: isTimed && !by.includes('system') ? [...by, 'system'] : by,
    ...(isTimed && { automaticOn: ({ acceptedOn }) => acceptedOn }), clock: ({ on }) => ({ on, what: 'accepted' }),
  }
}

