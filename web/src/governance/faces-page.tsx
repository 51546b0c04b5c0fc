import { dayText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchFace, type Face, type FacePage } from './calls.ts'
import { Pager } from './pager.tsx'
import './governance.css'

const COUNT_MAX = 1000
const FACES: readonly Face[] = ['service', 'overview', 'supervision', 'together']

/** 一网通办、通览、统管、协同: four looks at the same cases. */
export function FacesPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const face = FACES.find((one) => one === asked.get('face')) ?? 'service'
  const page = Math.max(1, Number(asked.get('page')) || 1)
  const { answer, trouble, reload } = useLoaded(`${face} ${page}`, () => fetchFace(face, page))
  const shown = answer?.faces.find((one) => one.face === face)
  return (
    <div className="governance">
      <PageTitle title="一网四面" />
      <p className="faded">
        通办、通览、统管、协同看的是同一批办件，只是各看一面：一件办件办了一步，四面一起变。一个月的<Link href={roomAddress('report')}>汇报</Link>
        可以投影、打印，每个数打开看得到办件。
      </p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && (
        <nav aria-label="四面" className="tabs">
          {answer.faces.map(({ face: id, name, total }) => (
            <Link key={id} href={roomAddress('faces', `face=${id}`)} aria-current={id === face ? 'page' : undefined}>
              {name} {total >= COUNT_MAX ? `${COUNT_MAX}+` : total}
            </Link>
          ))}
        </nav>
      )}
      {shown && (
        <p>
          {shown.what}。
          {face === 'supervision' && (
            <>
              处置在<Link href={roomAddress('alerts')}>监督预警</Link>和<Link href={roomAddress('rectifications')}>整改</Link>。
            </>
          )}
        </p>
      )}
      {answer?.cases.length === 0 && <p className="empty">这一面现在没有办件。有了会列在这里，最早收到的在前。</p>}
      {answer && answer.cases.length > 0 && <CaseTable answer={answer} />}
      {answer && <Pager page={page} total={shown?.total ?? 0} to={(to) => roomAddress('faces', `face=${face}&page=${to}`)} />}
    </div>
  )
}

function CaseTable({ answer: { cases, today } }: { answer: FacePage }) {
  const mayOpen = useMe().roles.some((role) => role !== 'leader' && role !== 'bureau')
  return (
    <div className="wide-table" role="region" aria-label="办件" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">办件</th><th scope="col">种类</th><th scope="col">单位</th><th scope="col">状态</th><th scope="col">这一步到期</th></tr></thead>
        <tbody>
          {cases.map((row) => (
            <tr key={row.id}>
              <th scope="row">{mayOpen ? <Link href={caseAddress(row.id)}>{row.title}</Link> : row.title}<span className="second">{row.number}</span></th>
              <td>{row.typeLabel}</td><td>{row.organisationName}</td><td>{row.stateLabel}</td>
              <td>{row.queueDueOn !== null && dayText(row.queueDueOn, today)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
