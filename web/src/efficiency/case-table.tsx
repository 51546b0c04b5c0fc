import { Pager } from '../hall/pager.tsx'
import { momentText } from '../kit/days.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { useMe } from '../shell/session.tsx'
import type { CaseLines } from './calls.ts'

/** How the cases behind a number went; not whose they are. */
export function CaseTable({ lines, title, go }: { lines: CaseLines; title: string; go: (page: number) => void }) {
  // A lead is looked into in the cases themselves; whoever only reads the figures may not open them.
  const mayOpen = useMe().roles.includes('supervisor')
  return (
    <section className="card" aria-label={title}>
      <h2>{title}：{lines.total} 件</h2>
      {lines.total === 0 && <p className="empty">这个数字现在是 0，没有办件。</p>}
      {lines.total > 0 && (
        <div className="wide-table" role="region" aria-label={`${title}的办件`} tabIndex={0}>
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">办件编号</th><th scope="col">事项和单位</th><th scope="col">状态</th><th scope="col">收到</th><th scope="col">到期</th><th scope="col">办结</th>
                <th scope="col" className="figure">用时 / 承诺<span className="second">工作日</span></th><th scope="col" className="figure">等申请人</th>
                <th scope="col" className="figure">特别程序</th><th scope="col" className="figure">评价</th>
              </tr>
            </thead>
            <tbody>
              {lines.cases.map((one) => <CaseRow key={one.caseId} line={one} mayOpen={mayOpen} />)}
            </tbody>
          </table>
        </div>
      )}
      <Pager page={lines.page} total={lines.total} size={lines.size} go={go} />
      <p className="faded">{lines.from} 至 {lines.to}，截至 {momentText(lines.asOf)}。只看办得怎样，不看是谁的。</p>
    </section>
  )
}

function CaseRow({ line: one, mayOpen }: { line: CaseLines['cases'][number]; mayOpen: boolean }) {
  return (
    <tr>
      <th scope="row">{mayOpen ? <Link href={caseAddress(one.caseId)}>{one.number}</Link> : one.number}</th>
      <td>{one.itemName}<span className="second">{one.organisationName}</span></td><td>{one.stateLabel}</td>
      <td className="unbroken">{one.receivedOn}</td><td className="unbroken">{one.dueOn ?? '—'}</td><td className="unbroken">{one.resolvedOn ?? '—'}</td>
      <td className="figure">{one.workingDays === null ? '—' : `${one.workingDays} / ${one.limitDays}`}</td><td className="figure">{one.waitingDays || '—'}</td>
      <td className="figure">{one.pausedDays || '—'}</td><td className="figure">{one.rating ?? '—'}</td>
    </tr>
  )
}
