import { Button } from 'antd'
import { useState } from 'react'
import { hurryRun, runDocumentsAddress, undoRun } from '../api/desk-calls.ts'
import type { Run } from '../api/desk-types.ts'
import { troubleOf } from '../api/trouble.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useCounts } from '../shell/counts.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { isGoingOn, mayCallBack, runSentence } from './run-words.ts'
import { useRuns } from './runs.tsx'
import './desk.css'

const SHOWN_MAX = 3
/** What is over is still shown so long. */
const SHOWN_MILLISECONDS = 10 * 60_000

/** What is under way or has just been done, on every page: how far, and the way back. */
export function RunNotes() {
  const { runs, now } = useRuns()
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const shown = runs
    .filter((run) => isGoingOn(run) || (!dismissed.includes(run.id) && now - Date.parse(run.createdAt) < SHOWN_MILLISECONDS))
    .slice(0, SHOWN_MAX)
  const act = useRunActs()
  const last = shown.find((run) => mayCallBack(run, now))
  useKeys({ u: last && (() => void act.undo(last)) })
  if (shown.length === 0) return null
  return (
    <section className="run-notes" aria-label="成批办理的进展">
      {act.trouble !== undefined && <p role="alert" className="warn">{act.trouble}</p>}
      {shown.map((run) => <RunNote key={run.id} run={run} act={act} isLast={run === last} dismiss={() => setDismissed((before) => [...before, run.id])} />)}
    </section>
  )
}

interface RunNoteProps { run: Run; act: ReturnType<typeof useRunActs>; isLast: boolean; dismiss: () => void }

function RunNote({ run, act, isLast, dismiss }: RunNoteProps) {
  const { now } = useRuns()
  const isHeld = run.kind === 'step' && isGoingOn(run) && Date.parse(run.dueAt) > now
  return (
    <div className="run-note">
      <p role="status"><strong>{run.label}</strong>：{runSentence(run, now)}</p>
      {isGoingOn(run) && !isHeld && <progress max={run.total} value={run.total - (run.counts.waiting ?? 0)} aria-label={`${run.label}的进度`} />}
      <div className="run-acts">
        {run.kind === 'print' && (run.counts.done ?? 0) > 0 && <a href={runDocumentsAddress(run.id)} target="_blank" rel="noopener">打开 PDF</a>}
        {mayCallBack(run, now) && <Button size="small" disabled={act.isBusy} onClick={() => void act.undo(run)}>撤回{isLast && <> <kbd>u</kbd></>}</Button>}
        {isHeld && <Button size="small" disabled={act.isBusy} onClick={() => void act.hurry(run)}>立即生效</Button>}
        <Link href={roomAddress('runs', `run=${run.id}`)}>每一件的结果</Link>
        {!isGoingOn(run) && <Button size="small" type="text" onClick={dismiss} aria-label={`收起“${run.label}”`}>收起</Button>}
      </div>
    </div>
  )
}

/** Calling back and hurrying; what was refused is said in the server's words. */
export function useRunActs() {
  const { refresh } = useRuns()
  const counts = useCounts()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<string>()
  const doing = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setTrouble(undefined)
    await work().catch((thrown: unknown) => setTrouble(troubleOf(thrown).message))
    await Promise.all([refresh(), counts.refresh()])
    setBusy(false)
  }
  return { isBusy, trouble, undo: (run: Run) => doing(() => undoRun(run.id)), hurry: (run: Run) => doing(() => hurryRun(run.id)) }
}
