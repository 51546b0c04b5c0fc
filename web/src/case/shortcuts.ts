import type { StepName } from '../api/types.ts'

/** Steps that carry a case forward, the nearest first; one of them is what `a` means. */
export const FORWARD: readonly string[] = ['accept', 'review', 'approve', 'issue', 'deliver', 'endSpecialProcedure', 'answer', 'answerAgain', 'archive']
/** Steps with a letter of their own, so that it is the same in every state. */
const LETTERS: Readonly<Record<string, string>> = {
  requestCorrection: 'c', refuseAcceptance: 'f', startSpecialProcedure: 's', endSpecialProcedure: 'e', extend: 't', deny: 'd',
  terminate: 'm', archive: 'g', approve: 'p',
}
/** Letters the pages use for other things. */
const TAKEN = new Set(['a', 'h', 'j', 'k', 'n', 'o', 'q', 'r', 'u', 'v', 'w', 'x', 'z'])

/** The step `a` takes: the first that carries the case forward. Never one that ends or delays it, even if it is the only one. */
export function mainStep(steps: readonly StepName[]): StepName | undefined {
  return FORWARD.flatMap((name) => steps.filter(({ step }) => step === name))[0]
}

/** A key for every step that is open: step → key. Each key stands for one step only. */
export function shortcutsFor(steps: readonly StepName[]): Map<string, string> {
  const main = mainStep(steps)
  const keys = new Map<string, string>(main ? [[main.step, 'a']] : [])
  const used = new Set(TAKEN)
  for (const { step } of steps) {
    if (keys.has(step)) continue
    const key = [LETTERS[step] ?? '', ...step.toLowerCase(), ...'bcdefghilmopstuwy'].find((letter) => letter !== '' && !used.has(letter))
    if (key === undefined) continue
    keys.set(step, key)
    used.add(key)
  }
  return keys
}

/** The main step first, then the others as the workflow lists them. */
export function inOrder<Step extends StepName>(steps: readonly Step[]): Step[] {
  const main = mainStep(steps)
  return [...steps.filter(({ step }) => step === main?.step), ...steps.filter(({ step }) => step !== main?.step)]
}
