import type { Trouble } from '../api/trouble.ts'
import type { EventView } from '../api/types.ts'
import { StepBar } from '../case/step-bar.tsx'
import { shortcutsFor } from '../case/shortcuts.ts'
import { useChecking } from '../case/use-checking.ts'
import type { CaseFile } from '../case/use-case.ts'
import { useTaking } from '../case/use-taking.ts'
import { chinaDay, dayText, daysLeftText, momentText } from '../kit/days.ts'
import { later } from '../kit/later.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { turnText } from '../kit/turn-text.ts'
import { useKeys } from '../kit/use-keys.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchComplaint, type Complaint } from './calls.ts'
import './ratings.css'

const StepDrawer = later(async () => (await import('../case/step-drawer.tsx')).StepDrawer)

interface DeskProps { file: CaseFile; reload: () => Promise<void>; put: (file: CaseFile) => void; trouble: Trouble | undefined }

/** One bad rating: what was said, what was found and done, and the steps open to this person. */
export function ComplaintDesk({ file: whole, reload, put, trouble }: DeskProps) {
  // The matter's own materials have nothing to do with how somebody was served.
  const file: CaseFile = { ...whole, documents: [], materials: undefined }
  const { found, events } = file
  const complaint = useLoaded(found.id, () => fetchComplaint(found.id))
  const checking = useChecking(file)
  const taking = useTaking(file, null, { reload, put })
  const keys = shortcutsFor(found.steps)
  useKeys({ ...Object.fromEntries([...keys].map(([step, key]) => [key, () => taking.open(step)])), r: () => void reload() })
  return (
    <div className="case complaint">
      <Head file={file} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {complaint.trouble && <TroubleNote trouble={complaint.trouble} again={() => void complaint.reload()} />}
      {taking.done && <p className="done-note" role="status">✓ 已办：{taking.done.label}，现在是“{taking.done.stateLabel}”。</p>}
      <div className="complaint-work">
        {complaint.answer && <Said complaint={complaint.answer} />}
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
        <Link href={roomAddress('ratings')} className="case-back">← 差评办件</Link>
        <PageTitle title={`差评：${found.title}`} />
        <p><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 收到</p>
      </div>
      <dl className="case-now">
        <div><dt>状态</dt><dd>{found.stateLabel}</dd></div>
        {found.turn && <div><dt>轮到</dt><dd>{turnText(found.turn)}</dd></div>}
        {found.queueDueOn !== null && <div><dt>到期</dt><dd>{dayText(found.queueDueOn, today)} <strong>{daysLeftText(found.queueDueOn, today)}</strong></dd></div>}
      </dl>
    </header>
  )
}

function Said({ complaint: { levelLabel, tags, text, rated } }: { complaint: Complaint }) {
  return (
    <section className="card" aria-labelledby="said-title">
      <h2 id="said-title">评价人说</h2>
      <p><strong>{levelLabel}</strong>{tags.length > 0 && `　${tags.join('、')}`}</p>
      {text === null ? <p className="faded">没有写话。</p> : <blockquote>{text}</blockquote>}
      {rated
        ? <p>评的是办件 <Link href={caseAddress(rated.id)}>{rated.number}</Link>。只有监督部门看得到；写给单位的话里不要提是谁、是哪一件。</p>
        : <p className="faded">评价人的身份和办件编号不公开。请就事论事，不要打听是谁评的。</p>}
    </section>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { opinion: '核实情况', reply: '答复评价人', cause: '原因', measures: '整改措施', reason: '评价人说', note: '回访情况' }

function History({ events }: { events: readonly EventView[] }) {
  return (
    <section className="card timeline" aria-labelledby="history-title">
      <h2 id="history-title">经过</h2>
      <ol>
        {[...events].reverse().map(({ seq, at, label, by, data }) => (
          <li key={seq}>
            <p><strong>{label}</strong> <span className="faded">{by === '申请人' ? '评价人' : by} · <time dateTime={at}>{momentText(at)}</time></span></p>
            {Object.entries(FIELD_WORDS).map(([name, title]) => typeof data[name] === 'string' && <p key={name} className="note">{title}：{String(data[name])}</p>)}
          </li>
        ))}
      </ol>
    </section>
  )
}
