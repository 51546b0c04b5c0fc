import { dayText, daysLeftText } from '../kit/days.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import type { MatterLine } from './calls.ts'

const WAYS = { local: '区内', outward: '转往外区', inward: '外区来件' }

/** Matters of one list, the most urgent first. */
export function MatterTable({ label, matters, today }: { label: string; matters: readonly MatterLine[]; today: string }) {
  return (
    <div className="wide-table" role="region" aria-label={label} tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">办件</th><th scope="col">现在</th><th scope="col">轮到</th><th scope="col">从哪里到哪里</th><th scope="col">到期</th></tr></thead>
        <tbody>
          {matters.map(({ id, number, title, applicant, state, turn, receivingPlace, returnPlace, direction, parcel, dueOn, isOverdue, mayOpen }) => (
            <tr key={id}>
              <th scope="row">{mayOpen ? <Link href={caseAddress(id)}>{title}</Link> : title}<span className="second">{number} · {applicant}</span></th>
              <td>{state}{parcel !== null && <span className="second">邮件编号 {parcel}</span>}</td><td>{turn?.label ?? '—'}</td>
              <td>{receivingPlace} 收，{returnPlace} 领<span className="second">{WAYS[direction]}</span></td>
              <td className={isOverdue ? 'late' : undefined}>
                {dueOn !== null && <>{isOverdue && <span aria-hidden="true">▲ </span>}{dayText(dueOn, today)} {daysLeftText(dueOn, today)}</>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
