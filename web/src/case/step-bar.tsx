import { Button } from 'antd'
import type { CaseView } from '../api/types.ts'
import { turnText } from '../kit/turn-text.ts'
import type { Whole } from '../joint/whole-calls.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { inOrder, mainStep } from './shortcuts.ts'

interface StepBarProps { found: CaseView; keys: ReadonlyMap<string, string>; open: (step: string) => void; whole?: Whole | undefined }

/** The steps open to this person now, each with its basis and its key; the one that carries the case forward stands first. */
export function StepBar({ found: { steps, turn, closed, stateLabel }, keys, open, whole }: StepBarProps) {
  const main = mainStep(steps)
  return (
    <section className="step-bar" aria-label="可以办理的步骤">
      {steps.length === 0 && closed && <p>本办件{stateLabel}，已经办结。</p>}
      {steps.length === 0 && !closed && turn?.relation === 'parent' && <ByParent whole={whole} />}
      {steps.length === 0 && !closed && turn?.relation !== 'parent' && <p>现在轮到{turn ? turnText(turn) : '系统'}，您这里没有要办的。</p>}
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

/** Why nothing can be done here, and where it is done. */
function ByParent({ whole }: { whole: Whole | undefined }) {
  if (!whole) return <p>这一项和别的事项一起受理、一起补正，要到总件上办，不能单独办。</p>
  const { parent, lanes } = whole
  const why = lanes.length > 1 ? `这一项和另外 ${lanes.length - 1} 项一起受理、一起补正，不能单独办。` : '这一项随总件受理、补正，不能单独办。'
  return <p>{why}{parent.mayOpen ? <Link href={caseAddress(parent.caseId)}>到总件 {parent.number} 上办</Link> : <>由收件窗口在总件 {parent.number} 上办。</>}</p>
}
