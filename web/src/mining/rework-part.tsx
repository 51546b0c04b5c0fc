import { Link } from '../shell/link.tsx'
import { addressOf } from './doors.ts'
import type { PartProps } from './part-props.ts'

/** What is done more than once, where cases come back to, and who hands on to whom. */
export function ReworkPart(props: PartProps) {
  return (
    <>
      <Repeated {...props} />
      <Returns {...props} />
      <HandOvers {...props} />
    </>
  )
}

function Repeated({ survey, result: { rework: { repeated } } }: PartProps) {
  return (
    <section className="card">
      <h2>重复的步骤</h2>
      {repeated.length === 0 ? (
        <p className="empty">没有一件办件把同一步办了两次。</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">步骤</th>
              <th scope="col" className="figure">
                办件
              </th>
              <th scope="col" className="figure">
                多办了几次
              </th>
            </tr>
          </thead>
          <tbody>
            {repeated.map(({ activity, cases, times }) => (
              <tr key={activity}>
                <th scope="row">{activity}</th>
                <td className="figure">
                  <Link href={addressOf({ survey, tab: 'rework', door: { by: 'repeated', value: activity } })} aria-label={`${activity}重复的 ${cases} 件`}>
                    {cases}
                  </Link>
                </td>
                <td className="figure">{times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function Returns({ survey, result: { rework: { returns } } }: PartProps) {
  return (
    <section className="card">
      <h2>回到来过的环节</h2>
      {returns.length === 0 ? (
        <p className="empty">没有办件回到来过的环节。</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">回到哪里</th>
              <th scope="col" className="figure">
                办件
              </th>
              <th scope="col" className="figure">
                次数
              </th>
            </tr>
          </thead>
          <tbody>
            {returns.map(({ state, label, cases, times }) => (
              <tr key={state}>
                <th scope="row">{label}</th>
                <td className="figure">
                  <Link href={addressOf({ survey, tab: 'rework', door: { by: 'returned', value: state } })} aria-label={`回到${label}的 ${cases} 件`}>
                    {cases}
                  </Link>
                </td>
                <td className="figure">{times}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function HandOvers({ survey, result: { handovers: { total, cases, most, betweenOffices } } }: PartProps) {
  return (
    <section className="card">
      <h2>换手（{total} 次）</h2>
      <p className="faded">
        前后两步都由工作人员办、不是同一个人，算换手一次。
        <Link href={addressOf({ survey, tab: 'rework', door: { by: 'handovers', value: '1' } })}>{cases} 件</Link>换过手，一件最多 {most} 次。
      </p>
      {betweenOffices.length === 0 ? (
        <p className="empty">没有换手。</p>
      ) : (
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">从</th>
              <th scope="col">到</th>
              <th scope="col" className="figure">
                次数
              </th>
            </tr>
          </thead>
          <tbody>
            {betweenOffices.map(({ from, to, fromName, toName, count }) => (
              <tr key={`${from} ${to}`}>
                <th scope="row">{fromName}</th>
                <td>{from === to ? '同一部门的别人' : toName}</td>
                <td className="figure">{count}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
