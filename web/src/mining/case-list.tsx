import { Button } from 'antd'
import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { useMe } from '../shell/session.tsx'
import { fetchCases, type CaseLine, type Door, type Result } from './calls.ts'
import { daysText, doorText } from './words.ts'

/** The cases behind a number: how they went, not whose they are. */
export function CaseList({ survey, door, result, close }: { survey: string; door: Door; result: Result; close: string }) {
  const [page, setPage] = useState(1)
  const { answer, trouble, reload } = useLoaded(`${survey} ${page}`, () => fetchCases(survey, door, page))
  const days = door.by === 'stay' ? '在这里停了' : door.by === 'time' ? '花在这里' : undefined
  const title = `${doorText(door, result)}：${answer?.total ?? ''} 件`
  return (
    <section className="card">
      <h2>{title}</h2>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.total === 0 && <p className="empty">这个数字是 0，没有办件。</p>}
      {answer && answer.total > 0 && <Lines title={title} lines={answer.cases} days={days} isStay={door.by === 'stay'} />}
      {answer && answer.total > answer.size && (
        <nav className="pager" aria-label="翻页">
          <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>上一页</Button><span>第 {page} 页</span>
          <Button disabled={page * answer.size >= answer.total} onClick={() => setPage(page + 1)}>下一页</Button>
        </nav>
      )}
      <p><Link href={close}>收起</Link></p>
    </section>
  )
}

function Lines({ title, lines, days, isStay }: { title: string; lines: readonly CaseLine[]; days: string | undefined; isStay: boolean }) {
  const { roles } = useMe()
  return (
    <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">办件编号</th><th scope="col">事项和部门</th><th scope="col">收到</th>
            {days !== undefined && <th scope="col" className="figure">{days}<span className="second">工作日</span></th>}
            {isStay && <th scope="col" className="figure">超期<span className="second">工作日</span></th>}
            <th scope="col" className="figure">部门用时<span className="second">工作日</span></th>
            <th scope="col" className="figure">从头到尾<span className="second">日历天</span></th><th scope="col" className="figure">换手</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.caseId}>
              <th scope="row">{roles.includes('supervisor') ? <Link href={caseAddress(line.caseId)}>{line.number}</Link> : line.number}</th>
              <td>{line.itemName}<span className="second">{line.organisationName}</span></td><td className="unbroken">{line.receivedOn}</td>
              {days !== undefined && <td className="figure">{line.days ?? '—'}</td>}{isStay && <td className="figure">{line.late ?? '—'}</td>}
              <td className="figure">{line.workingDays ?? '—'}</td>
              <td className="figure">{daysText(line.elapsedDays)}</td><td className="figure">{line.handovers}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
