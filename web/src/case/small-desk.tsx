import type { ReactNode } from 'react'
import type { Trouble } from '../api/trouble.ts'
import type { EventView } from '../api/types.ts'
import { chinaDay, dayText, daysLeftText, momentText } from '../kit/days.ts'
import { later } from '../kit/later.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { turnText } from '../kit/turn-text.ts'
import { useKeys } from '../kit/use-keys.ts'
import { shortcutsFor } from './shortcuts.ts'
import { StepBar } from './step-bar.tsx'
import type { CaseFile } from './use-case.ts'
import { useChecking } from './use-checking.ts'
import { useTaking } from './use-taking.ts'

const StepDrawer = later(async () => (await import('./step-drawer.tsx')).StepDrawer)

interface Opened { file: CaseFile; take: string | null; reload: () => Promise<void>; put: (file: CaseFile) => void; trouble: Trouble | undefined }
interface SmallDeskProps {
  opened: Opened
  /** Names the styles: '<kind>-work'. */
  kind: 'complaint' | 'question' | 'bundle' | 'elsewhere' | 'rectification' | 'award'
  title: string
  /** Number, office or person, and when it came. */
  line: ReactNode
  back?: ReactNode
  /** What the applicant is called here. */
  applicant: string
  noteOf: (event: EventView) => ReactNode
  /** False where everything to be decided stands beside what it is about. */
  hasBar?: boolean
  children: ReactNode
}

/** The desk of a case without materials of its own: what it says, what has happened, and the steps open to this person. */
export function SmallDesk({
  opened: { file: whole, take, reload, put, trouble }, kind, title, line, back, applicant, noteOf, hasBar = true, children,
}: SmallDeskProps) {
  const file: CaseFile = { ...whole, documents: [], materials: undefined, whole: undefined }
  const checking = useChecking(file)
  const taking = useTaking(file, take, { reload, put })
  const keys = shortcutsFor(file.found.steps)
  useKeys({ ...Object.fromEntries([...keys].map(([step, key]) => [key, () => taking.open(step)])), r: () => void reload() })
  return (
    <div className={`case ${kind}`}>
      <Head file={file}>{back}<PageTitle title={title} /><p>{line}</p></Head>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {taking.done && <p className="done-note" role="status">✓ 已办：{taking.done.label}，现在是“{taking.done.stateLabel}”。</p>}
      <div className={`${kind}-work`}>
        {children}
        <History events={file.events} applicant={applicant} noteOf={noteOf} />
      </div>
      {hasBar && <StepBar found={file.found} keys={keys} open={taking.open} />}
      {taking.step && (
        <StepDrawer key={taking.step} file={file} step={taking.step} checking={checking} close={taking.close} finish={taking.finish} reload={reload} />
      )}
    </div>
  )
}

function Head({ file: { found }, children }: { file: CaseFile; children: ReactNode }) {
  const today = found.clock.today ?? chinaDay(new Date())
  return (
    <header className="case-head">
      <div className="case-name">{children}</div>
      <dl className="case-now">
        <div><dt>状态</dt><dd>{found.stateLabel}</dd></div>
        {found.turn && <div><dt>轮到</dt><dd>{turnText(found.turn)}</dd></div>}
        {found.queueDueOn !== null && <div><dt>到期</dt><dd>{dayText(found.queueDueOn, today)} <strong>{daysLeftText(found.queueDueOn, today)}</strong></dd></div>}
      </dl>
    </header>
  )
}

function History({ events, applicant, noteOf }: { events: readonly EventView[] } & Pick<SmallDeskProps, 'applicant' | 'noteOf'>) {
  return (
    <section className="card timeline" aria-labelledby="history-title">
      <h2 id="history-title">经过</h2>
      <ol>
        {[...events].reverse().map((event) => (
          <li key={event.seq}>
            <p>
              <strong>{event.label}</strong>{' '}
              <span className="faded">
                {event.by === '申请人' ? applicant : event.by} · <time dateTime={event.at}>{momentText(event.at)}</time>
              </span>
            </p>
            {noteOf(event)}
          </li>
        ))}
      </ol>
    </section>
  )
}
