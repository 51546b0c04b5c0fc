import { Button } from 'antd'
import type { CaseView } from '../api/types.ts'
import { turnText } from '../kit/turn-text.ts'
import { inOrder, mainStep } from './shortcuts.ts'

interface StepBarProps { found: CaseView; keys: ReadonlyMap<string, string>; open: (step: string) => void }

/** The steps open to this person now, each with its basis and its key; the one that carries the case forward stands first. */
export function StepBar({ found: { steps, turn, closed, stateLabel }, keys, open }: StepBarProps) {
  const main = mainStep(steps)
  return (
    <section className="step-bar" aria-label="可以办理的步骤">
      {steps.length === 0 && closed && <p>本办件{stateLabel}，已经办结。</p>}
      {steps.length === 0 && !closed && <p>现在轮到{turn ? turnText(turn) : '系统'}，您这里没有要办的。</p>}
      {inOrder(steps).map(({ step, label, basis }) => (
        <Button
          key={step} className="step-button" size="large" type={step === main?.step ? 'primary' : 'default'}
          onClick={() => open(step)}
        >
          <span className="step-label">{label}{keys.has(step) && <> <kbd>{keys.get(step)}</kbd></>}</span>
          {basis !== null && <span className="step-basis">{basis}</span>}
        </Button>
      ))}
    </section>
  )
}
