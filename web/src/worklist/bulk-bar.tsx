import { Button } from 'antd'
import { useRef, useState } from 'react'
import { startPrint } from '../api/desk-calls.ts'
import { troubleOf } from '../api/trouble.ts'
import type { WorklistRow } from '../api/types.ts'
import { AssignDialog } from '../desk/assign-dialog.tsx'
import { useRuns } from '../desk/runs.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { useKeys } from '../kit/use-keys.ts'
import { BulkStepDialog } from './bulk-step-dialog.tsx'
import { CHOSEN_MAX, commonSteps } from './selection.ts'
import type { Choosing } from './use-selection.ts'

interface BulkBarProps {
  choosing: Choosing
  /** How many cases the list has as it is narrowed, and how all of them are fetched. */
  total: number
  all: () => Promise<WorklistRow[]>
  /** After something was started: the list may look different. */
  reload: () => void
}

/** What can be done with the chosen cases together; the server goes on with it when the page is closed. */
export function BulkBar({ choosing, total, all, reload }: BulkBarProps) {
  const [open, setOpen] = useState<string>()
  const { refresh } = useRuns()
  const { print, trouble } = usePrinting(choosing, refresh)
  const chosen = [...choosing.selection.values()]
  const steps = commonSteps(choosing.selection)
  const [first] = steps
  const started = () => { setOpen(undefined); choosing.clear(); void refresh(); reload() }
  useKeys({
    ...(chosen.length > 0 && first && { b: () => setOpen(first.step) }),
    ...(chosen.length > 0 && { h: () => setOpen(ASSIGN), p: () => void print() }),
  })
  if (chosen.length === 0) return null
  const step = steps.find((one) => one.step === open)
  return (
    <section className="bulk-bar" aria-label="选中的件">
      <p role="status">选中 {chosen.length} 件{chosen.length === CHOSEN_MAX && `（一次最多 ${CHOSEN_MAX} 件）`}</p>
      {chosen.length < Math.min(total, CHOSEN_MAX) && <ChooseAll count={Math.min(total, CHOSEN_MAX)} choose={async () => choosing.add(await all())} />}
      {steps.map(({ step: name, label }) => (
        <Button key={name} type={name === first?.step ? 'primary' : 'default'} onClick={() => setOpen(name)}>
          一起{label}{name === first?.step && <> <kbd>b</kbd></>}
        </Button>
      ))}
      {steps.length === 0 && <span className="faded">选中的件没有共同的下一步</span>}
      <Button onClick={() => setOpen(ASSIGN)}>交给同事 <kbd>h</kbd></Button>
      <Button onClick={() => void print()}>打印文书 <kbd>p</kbd></Button>
      <Button type="text" onClick={choosing.clear}>都不选</Button>
      {trouble !== undefined && <p role="alert" className="warn">{trouble}</p>}
      {open === ASSIGN && <AssignDialog cases={chosen.map(({ id }) => ({ caseId: id }))} close={() => setOpen(undefined)} done={started} />}
      {step && <BulkStepDialog step={step} rows={chosen} close={() => setOpen(undefined)} done={started} />}
    </section>
  )
}

/** Beyond the page one sees. */
function ChooseAll({ count, choose }: { count: number; choose: () => Promise<void> }) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const press = async () => {
    setBusy(true)
    await choose().catch((thrown: unknown) => setTrouble(troubleOf(thrown).message))
    setBusy(false)
  }
  return <><Button loading={isBusy} onClick={() => void press()}>选中列表里的 {count} 件</Button>{trouble !== undefined && <span role="alert" className="warn">{trouble}</span>}</>
}

/** No step is called so. */
const ASSIGN = 'assign to'

function usePrinting({ selection, clear }: Choosing, refresh: () => Promise<void>) {
  const [trouble, setTrouble] = useState<string>()
  const keyFor = useRef(keyKeeper())
  const print = async () => {
    const request = { cases: [...selection.keys()], which: 'latest' as const }
    try {
      await startPrint(request, keyFor.current(request))
      setTrouble(undefined)
      clear()
      await refresh()
    } catch (thrown) {
      setTrouble(troubleOf(thrown).message)
    }
  }
  return { print, trouble }
}
