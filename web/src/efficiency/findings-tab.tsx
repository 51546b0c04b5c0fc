import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { fetchFindings, type Detector } from './calls.ts'
import { askedOf, viewAddress } from './doors.ts'

/** What the detectors found, each finding a door to its cases. */
export function FindingsTab({ asked }: { asked: URLSearchParams }) {
  const query = askedOf(asked)
  const { answer, trouble, reload } = useLoaded(query, () => fetchFindings(query))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="faded" role="status">正在读取……</p>
  const found = answer.detectors.filter(({ findings }) => findings.length > 0)
  const quiet = answer.detectors.filter(({ findings }) => findings.length === 0)
  return (
    <>
      {found.length === 0 && <p className="empty card">这一段没有发现异常。发现时，这里按种类列出单位，打开就是办件。</p>}
      {found.map((detector) => <Found key={detector.id} detector={detector} asked={asked} />)}
      <section className="card" aria-labelledby="quiet-title">
        <h2 id="quiet-title">还看了这些，没有发现</h2>
        {quiet.length === 0 ? <p className="faded">没有别的了。</p> : <ul className="quiet">{quiet.map(({ id, label, what }) => <li key={id}><b>{label}</b>：{what}</li>)}</ul>}
      </section>
      <p className="faded">{answer.from} 至 {answer.to}，截至 {momentText(answer.asOf)}。门槛是{answer.standing}。</p>
    </>
  )
}

function Found({ detector: { id, label, what, findings, kind, by }, asked }: { detector: Detector; asked: URLSearchParams }) {
  return (
    <section className="card warn-card" aria-labelledby={`detector-${id}`}>
      <h2 id={`detector-${id}`}>{label}<span className="detector-kind">{kind === 'gaming' ? '疑似绕开考核' : '办得不顺'}</span></h2>
      <p className="faded">{what}</p>
      <ul className="findings">
        {findings.map((one) => (
          <li key={one.key}>
            <Link href={viewAddress(asked, { tab: 'findings', detector: id, key: one.key })}>{one.name}{by === 'item' ? '（事项）' : ''}</Link>：{one.sentence}
          </li>
        ))}
      </ul>
    </section>
  )
}
