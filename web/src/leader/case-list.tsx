import { useEffect, useState } from 'react'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchCases, type CaseLines } from './calls.ts'

/** A number opened: what it means, where it comes from, as of when, and the cases that add up to it; how they went, not whose they are. */
export function CaseList({ query, of, version }: { query: string; of: string | undefined; version: string | undefined }) {
  const [page, setPage] = useState(1)
  const asked = `${query}&page=${page}`
  const { answer, trouble, reload } = useLoaded(asked, () => fetchCases(asked))
  // The list follows the number it was opened from.
  useEffect(() => { void reload() }, [version, reload])
  const title = answer ? `${of === undefined ? '' : `${of}：`}${answer.label} ${answer.total} 件` : '正在数……'
  return (
    <section className="card case-list" aria-label="这个数字">
      <h2>{title}</h2>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <Meaning answer={answer} />}
      {answer?.total === 0 && <p className="empty">这个数字现在是 0，没有办件。</p>}
      {answer && answer.total > 0 && <Lines answer={answer} title={title} />}
      {answer && answer.total > answer.size && (
        <nav className="pager" aria-label="翻页">
          <button type="button" disabled={page <= 1} onClick={() => setPage(page - 1)}>上一页</button>
          <span>第 {page} 页，共 {Math.ceil(answer.total / answer.size)} 页</span>
          <button type="button" disabled={page * answer.size >= answer.total} onClick={() => setPage(page + 1)}>下一页</button>
        </nav>
      )}
    </section>
  )
}

function Meaning({ answer: { meaning, source, asOf, from, to, isNow } }: { answer: CaseLines }) {
  return (
    <dl className="meaning">
      <div><dt>口径</dt><dd>{meaning}</dd></div>
      <div><dt>时间</dt><dd>{isNow ? '现在' : from === to ? from : `${from} 至 ${to}`}，数到 {momentText(asOf)}</dd></div>
      <div><dt>来源</dt><dd>{source}</dd></div>
    </dl>
  )
}

function Lines({ answer, title }: { answer: CaseLines; title: string }) {
  return (
    <div className="wide-table" role="region" aria-label={title} tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">办件编号</th>
            <th scope="col">事项和部门</th>
            <th scope="col">状态</th>
            <th scope="col">收到</th>
            <th scope="col">到期</th>
            <th scope="col">办结</th>
            <th scope="col" className="figure">
              用时<span className="second">工作日</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {answer.cases.map((one, index) => (
            <tr key={`${one.caseId} ${index}`}>
              <th scope="row">{one.number}</th>
              <td>
                {one.itemName}
                <span className="second">{one.organisationName}</span>
              </td>
              <td>{one.stateLabel}</td>
              <td className="unbroken">{one.receivedOn}</td>
              <td className="unbroken">{one.dueOn ?? '—'}</td>
              <td className="unbroken">{one.resolvedOn ?? '—'}</td>
              <td className="figure">{one.workingDays ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
