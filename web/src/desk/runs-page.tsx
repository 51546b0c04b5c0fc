import { Button } from 'antd'
import { useState } from 'react'
import { fetchRun } from '../api/desk-calls.ts'
import type { RunItem, RunWithItems } from '../api/desk-types.ts'
import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { HandOverForm } from './hand-over-form.tsx'
import { isGoingOn, ITEM_WORDS, runSentence } from './run-words.ts'
import { useRuns } from './runs.tsx'
import './desk.css'

const ITEMS_A_PAGE = 50
const REFRESH_MILLISECONDS = 2_000

/** What was asked for of late, and for one of them what became of every case. */
export function RunsPage({ query }: { query: string }) {
  const { runs, now } = useRuns()
  const chosen = new URLSearchParams(query).get('run')
  return (
    <div className="runs-page">
      <PageTitle title="成批办理" />
      {runs.length === 0 && <p className="empty">最近七天没有成批办过。在待办里按 <kbd>x</kbd> 选中几件，就可以一起受理、交给同事或打印。</p>}
      {runs.length > 0 && (
        <table className="cases">
          <caption className="unseen">最近七天</caption>
          <thead><tr><th scope="col">什么时候</th><th scope="col">办什么</th><th scope="col">进展</th></tr></thead>
          <tbody>
            {runs.map((run) => (
              <tr key={run.id} className={run.id === chosen ? 'chosen' : undefined}>
                <td>{momentText(run.createdAt)}</td>
                <td><Link href={roomAddress('runs', `run=${run.id}`)} aria-current={run.id === chosen ? 'true' : undefined}>{run.label}</Link></td>
                <td>{runSentence(run, now)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {chosen !== null && <RunDetail key={chosen} runId={chosen} />}
      <HandOverForm />
    </div>
  )
}

function RunDetail({ runId }: { runId: string }) {
  const [page, setPage] = useState(1)
  const { answer, trouble, reload } = useLoaded(`${runId} ${page}`, () => fetchRun(runId, page))
  useEvery(REFRESH_MILLISECONDS, () => { if (answer && isGoingOn(answer)) void reload() })
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  return <RunItems run={answer} page={page} setPage={setPage} />
}

function RunItems({ run, page, setPage }: { run: RunWithItems; page: number; setPage: (page: number) => void }) {
  const pages = Math.max(1, Math.ceil(run.total / ITEMS_A_PAGE))
  return (
    <section aria-labelledby="run-items">
      <h2 id="run-items">{run.label}：每一件的结果</h2>
      <table className="cases">
        <caption className="unseen">{run.label}</caption>
        <thead><tr><th scope="col">结果</th><th scope="col">办件</th><th scope="col">说明</th></tr></thead>
        <tbody>{run.items.map((item) => <ItemRow key={item.seq} item={item} />)}</tbody>
      </table>
      {pages > 1 && (
        <nav className="pager" aria-label="分页">
          <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>上一页</Button>
          <span>第 {page} 页，共 {pages} 页</span>
          <Button disabled={page >= pages} onClick={() => setPage(page + 1)}>下一页</Button>
        </nav>
      )}
    </section>
  )
}

const MARKS: Readonly<Record<RunItem['state'], string>> = { waiting: '○', done: '✓', refused: '▲', cancelled: '–', undoing: '○', undone: '–' }

function ItemRow({ item: { caseId, number, title, state, message, endedAt } }: { item: RunItem }) {
  return (
    <tr>
      <td className={`item-${state}`}><span aria-hidden="true">{MARKS[state]} </span>{ITEM_WORDS[state]}</td>
      <td><Link href={caseAddress(caseId)}>{title}</Link><span className="second">{number}</span></td>
      <td>{message ?? (endedAt === null ? '' : momentText(endedAt))}</td>
    </tr>
  )
}
