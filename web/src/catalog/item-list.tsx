import { Button, Checkbox, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { NewJointMatter } from '../joint/new-joint-matter.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { go } from '../shell/router.ts'
import { fetchItems, type DeskItem } from './calls.ts'
import { WorkbookCard } from './workbook-card.tsx'

/** The whole catalogue: each item with its newest version and whether somebody works on the next. */
export function ItemList() {
  const [asked, setAsked] = useState({ q: '', page: 1, isDrafts: false })
  const { answer, trouble, reload } = useLoaded(JSON.stringify(asked), () => fetchItems(asked))
  const pages = answer ? Math.max(1, Math.ceil(answer.total / answer.size)) : 1
  return (
    <div className="catalogue">
      <PageTitle title="事项目录" count={answer?.total} />
      <WorkbookCard done={() => void reload()} />
      <NewItem />
      <NewJointMatter />
      <div className="acts">
        <Input.Search
          className="filter-box" allowClear maxLength={200} aria-label="按名称或编码查" placeholder="名称或编码" enterButton="查"
          onSearch={(q) => setAsked({ ...asked, q, page: 1 })}
        />
        <Checkbox checked={asked.isDrafts} onChange={({ target }) => setAsked({ ...asked, isDrafts: target.checked, page: 1 })}>只看有草稿的</Checkbox>
      </div>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.total === 0 && <p className="empty">没有这样的事项。换个词再查，或在上面新建。</p>}
      {answer && answer.total > 0 && <ItemTable items={answer.items} />}
      {pages > 1 && (
        <nav className="acts" aria-label="翻页">
          <Button disabled={asked.page <= 1} onClick={() => setAsked({ ...asked, page: asked.page - 1 })}>上一页</Button>
          <span>第 {asked.page} 页，共 {pages} 页</span>
          <Button disabled={asked.page >= pages} onClick={() => setAsked({ ...asked, page: asked.page + 1 })}>下一页</Button>
        </nav>
      )}
    </div>
  )
}

function ItemTable({ items }: { items: readonly DeskItem[] }) {
  return (
    <div className="wide-table" role="region" aria-label="事项目录" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">事项</th><th scope="col">实施主体</th><th scope="col">最新一版</th><th scope="col">草稿</th></tr></thead>
        <tbody>
          {items.map(({ code, name, organisationName, version, status, effectiveFrom, draftEdition, draftBy }) => (
            <tr key={code}>
              <th scope="row">
                <Link href={roomAddress('catalogue', `code=${code}`)}>{name === '' ? '（还没有名称）' : name}</Link><span className="second">{code}</span>
              </th>
              <td>{organisationName}</td>
              <td>
                {version === null ? '没有发布过' : `第 ${version} 版${status === 'retired' ? '，已停用' : ''}`}
                {effectiveFrom !== null && <span className="second unbroken">{effectiveFrom} 起</span>}
              </td>
              <td>{draftEdition === null ? '—' : `${draftBy ?? ''}，保存 ${draftEdition} 次`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const CODE = /^[0-9A-Z]{6,36}$/

function NewItem() {
  const [fault, setFault] = useState<string>()
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const code = (typedIn(event.currentTarget)['code'] ?? '').trim().toUpperCase()
    if (CODE.test(code)) go(roomAddress('catalogue', `code=${code}`))
    else setFault('请填 6—36 位数字和大写字母')
  }
  return (
    <details className="card">
      <summary>新建事项</summary>
      <form className="new-item" onSubmit={open} noValidate>
        <TypedField name="code" title="事项编码" help="31 位实施编码或 33 位业务办理项编码；示例事项以 SL 开头。已有的编码会打开那个事项" fault={fault} />
        <Button htmlType="submit">开始写</Button>
      </form>
    </details>
  )
}
