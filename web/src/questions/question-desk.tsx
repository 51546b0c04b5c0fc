import type { Trouble } from '../api/trouble.ts'
import type { EventView } from '../api/types.ts'
import { shortcutsFor } from '../case/shortcuts.ts'
import { StepBar } from '../case/step-bar.tsx'
import { useChecking } from '../case/use-checking.ts'
import type { CaseFile } from '../case/use-case.ts'
import { useTaking } from '../case/use-taking.ts'
import { chinaDay, dayText, daysLeftText, momentText } from '../kit/days.ts'
import { later } from '../kit/later.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { turnText } from '../kit/turn-text.ts'
import { useKeys } from '../kit/use-keys.ts'
import { saidIn, type Said } from './said-in.ts'
import './questions.css'

const StepDrawer = later(async () => (await import('../case/step-drawer.tsx')).StepDrawer)

interface DeskProps { file: CaseFile; take: string | null; reload: () => Promise<void>; put: (file: CaseFile) => void; trouble: Trouble | undefined }

/** A question asked at an item: what was asked and answered, and the steps open to this person. */
export function QuestionDesk({ file: whole, take, reload, put, trouble }: DeskProps) {
  // The item's materials have nothing to do with a question about it.
  const file: CaseFile = { ...whole, documents: [], materials: undefined }
  const { found, events } = file
  const checking = useChecking(file)
  const taking = useTaking(file, take, { reload, put })
  const keys = shortcutsFor(found.steps)
  useKeys({ ...Object.fromEntries([...keys].map(([step, key]) => [key, () => taking.open(step)])), r: () => void reload() })
  const said = saidIn(found, events)
  return (
    <div className="case question">
      <Head file={file} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {taking.done && <p className="done-note" role="status">✓ 已办：{taking.done.label}，现在是“{taking.done.stateLabel}”。</p>}
      <div className="question-work">
        <section className="card" aria-labelledby="said-title">
          <h2 id="said-title">问和答</h2>
          {said.length === 0 && <p className="faded">您与本办件的关系看不到问答的内容。</p>}
          {said.map((one) => <Part key={one.key} said={one} />)}
        </section>
        <History events={events} />
      </div>
      <StepBar found={found} keys={keys} open={taking.open} />
      {taking.step && (
        <StepDrawer key={taking.step} file={file} step={taking.step} checking={checking} close={taking.close} finish={taking.finish} reload={reload} />
      )}
    </div>
  )
}

function Head({ file: { found } }: { file: CaseFile }) {
  const today = found.clock.today ?? chinaDay(new Date())
  return (
    <header className="case-head">
      <div className="case-name">
        <PageTitle title={found.title} />
        <p><span className="case-number">{found.number}</span> · {found.applicant.name} · {momentText(found.openedAt)} 提出</p>
      </div>
      <dl className="case-now">
        <div><dt>状态</dt><dd>{found.stateLabel}</dd></div>
        {found.turn && <div><dt>轮到</dt><dd>{turnText(found.turn)}</dd></div>}
        {found.queueDueOn !== null && <div><dt>到期</dt><dd>{dayText(found.queueDueOn, today)} <strong>{daysLeftText(found.queueDueOn, today)}</strong></dd></div>}
      </dl>
    </header>
  )
}

function Part({ said: { by, at, text, published } }: { said: Said }) {
  return (
    <div className="said">
      <p><strong>{by}</strong> <span className="faded"><time dateTime={at}>{momentText(at)}</time></span></p>
      <blockquote>{text}</blockquote>
      {published !== null && <p className="faded">已公开为常见问题：{published}</p>}
    </div>
  )
}

function History({ events }: { events: readonly EventView[] }) {
  return (
    <section className="card timeline" aria-labelledby="history-title">
      <h2 id="history-title">经过</h2>
      <ol>
        {[...events].reverse().map(({ seq, at, label, by, note }) => (
          <li key={seq}>
            <p><strong>{label}</strong> <span className="faded">{by === '申请人' ? '提问人' : by} · <time dateTime={at}>{momentText(at)}</time></span></p>
            {note !== null && <p className="note">{note}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
