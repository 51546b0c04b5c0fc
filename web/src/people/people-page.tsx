import { Button, Input } from 'antd'
import { useState } from 'react'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useMe } from '../shell/session.tsx'
import { AccountCard } from './account-card.tsx'
import { fetchAccounts, fetchResets, ROLE_WORDS, type Account } from './admin-calls.ts'
import { KeyResets } from './key-resets.tsx'
import { NewAccountForm } from './new-account-form.tsx'
import './people.css'

const PAGE_SIZE = 20

/** Accounts of everybody: the system administrator says who is there, the security administrator what they may do. */
export function PeoplePage() {
  const me = useMe()
  const [asked, setAsked] = useState({ q: '', page: 1 })
  const [chosen, setChosen] = useState<string>()
  const { answer, trouble, reload } = useLoaded(JSON.stringify(asked), () => fetchAccounts(asked))
  const resets = useLoaded('key-resets', fetchResets)
  const open = answer?.accounts.find(({ id }) => id === chosen)
  const pages = Math.max(1, Math.ceil((answer?.total ?? 0) / PAGE_SIZE))
  return (
    <div className="people">
      <PageTitle title="账号和岗位" count={answer?.total} />
      <KeyResets resets={resets.answer ?? []} reload={() => { void resets.reload(); void reload() }} />
      <Input.Search
        className="filter-box" allowClear maxLength={100} aria-label="按姓名或账号查" placeholder="姓名或账号" enterButton="查" onSearch={(q) => setAsked({ q, page: 1 })}
      />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.total === 0 && <p className="empty">没有这样的账号。换个词再查。</p>}
      {answer && answer.total > 0 && <AccountTable accounts={answer.accounts} chosen={chosen} choose={setChosen} />}
      {pages > 1 && (
        <nav className="pager" aria-label="翻页">
          <Button disabled={asked.page <= 1} onClick={() => setAsked({ ...asked, page: asked.page - 1 })}>上一页</Button>
          <span>第 {asked.page} 页，共 {pages} 页</span>
          <Button disabled={asked.page >= pages} onClick={() => setAsked({ ...asked, page: asked.page + 1 })}>下一页</Button>
        </nav>
      )}
      {open && <AccountCard key={open.id} account={open} reload={() => void reload()} asked={() => void resets.reload()} />}
      {me.roles.includes('sysadmin') && <NewAccountForm done={() => void reload()} />}
    </div>
  )
}

function AccountTable({ accounts, chosen, choose }: { accounts: readonly Account[]; chosen: string | undefined; choose: (id: string) => void }) {
  return (
    <div className="wide-table" role="region" aria-label="账号名单" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">姓名</th><th scope="col">账号</th><th scope="col">单位</th><th scope="col">岗位和角色</th><th scope="col">状态</th></tr></thead>
        <tbody>
          {accounts.map(({ id, name, account, organisationName, posts, roles, active, secondFactor, mustChangePassword }) => (
            <tr key={id} className={id === chosen ? 'chosen' : undefined}>
              <th scope="row"><Button type="link" size="small" aria-pressed={id === chosen} onClick={() => choose(id)}>{name}</Button></th>
              <td>{account}</td><td>{organisationName ?? '—'}</td>
              <td>{[...posts.map((post) => post.name), ...roles.map((role) => ROLE_WORDS[role] ?? role)].join('、') || '没有'}</td>
              <td>{active ? '在用' : '已停用'}{secondFactor && '，有动态码'}{mustChangePassword && '，待改密码'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
