import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { ask } from '../api/request.ts'
import { momentText } from '../kit/days.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Anchors } from './anchors.tsx'
import './audit.css'

interface Entry {
  id: string
  at: string
  name: string
  login: string | null
  account: string
  organisationName: string | null
  ip: string | null
  actionLabel: string
  what: string
  caseNumber: string | null
  object: string | null
  outcome: 'done' | 'refused' | 'failed'
  reason: string | null
  /** inPlaceOf: the colleagues for whom she stood in. */
  detail: { inPlaceOf?: string } | null
}
interface Found { total: number; size: number; entries: Entry[] }

const OUTCOMES: Readonly<Record<Entry['outcome'], string>> = { done: '成功', refused: '被拒绝', failed: '出错' }
const FIELDS = [['from', '从哪天', 'date'], ['to', '到哪天', 'date'], ['account', '谁（账号或姓名）', 'text'], ['case', '办件编号', 'text']] as const

/** Who saw and did what; looking here is written down as well. */
export function AuditPage() {
  const [asked, setAsked] = useState<Record<string, string>>({})
  const [page, setPage] = useState(1)
  const query = new URLSearchParams({ ...asked, page: String(page) }).toString()
  const { answer, trouble, reload } = useLoaded(query, () => ask<Found>('GET', `/api/audit?${query}`))
  const search = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = [...new FormData(event.currentTarget)].flatMap(([name, value]) =>
      (typeof value === 'string' && value.trim() !== '' ? [[name, value.trim()]] : []))
    setAsked(Object.fromEntries(typed))
    setPage(1)
  }
  return (
    <div className="audit">
      <PageTitle title="审计记录" count={answer?.total} />
      <p className="faded">谁在什么时候看了、做了什么。记录只增不改，关不掉；您在这里的每次查询也记在内。</p>
      <form className="audit-search" role="search" onSubmit={search}>
        {FIELDS.map(([name, title, type]) => (
          <LabelledField key={name} title={title}>
            {(described) => <Input {...described} name={name} type={type} maxLength={64} autoComplete="off" />}
          </LabelledField>
        ))}
        <Button type="primary" htmlType="submit">查</Button>
      </form>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.total === 0 && <p className="empty">没有符合条件的记录。</p>}
      {answer && answer.total > 0 && <Entries entries={answer.entries} />}
      {answer && answer.total > answer.size && (
        <nav className="pager" aria-label="翻页">
          <Button disabled={page <= 1} onClick={() => setPage(page - 1)}>较新的</Button>
          <span>第 {page} 页</span>
          <Button disabled={page * answer.size >= answer.total} onClick={() => setPage(page + 1)}>较早的</Button>
        </nav>
      )}
      <Anchors />
    </div>
  )
}

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <div className="wide-table" role="region" aria-label="审计记录" tabIndex={0}>
      <table className="plain-table">
        <thead><tr>
          <th scope="col">时间和地址</th><th scope="col">谁</th><th scope="col">做了什么</th>
          <th scope="col">对象</th><th scope="col">结果</th><th scope="col">理由</th>
        </tr></thead>
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.id}>
              <th scope="row" className="unbroken">{momentText(entry.at)}{entry.ip !== null && <span className="second">{entry.ip}</span>}</th>
              <td>
                {entry.name}{entry.detail?.inPlaceOf !== undefined && ` 代 ${entry.detail.inPlaceOf}`}
                <span className="second">{entry.login ?? entry.account}{entry.organisationName !== null && `，${entry.organisationName}`}</span>
              </td>
              <td>{entry.actionLabel}{entry.what !== entry.actionLabel && <span className="second">{entry.what}</span>}</td>
              <td>{[entry.caseNumber, entry.object].filter(Boolean).join(' ') || '—'}</td>
              <td>{OUTCOMES[entry.outcome]}</td><td>{entry.reason ?? ''}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
