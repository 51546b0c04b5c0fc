import { Button } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchDraft, type Draft, type Organisation, type Problem } from './calls.ts'
import { Difference } from './difference.tsx'
import { History } from './history.tsx'
import { ItemForm } from './item-form.tsx'
import { titleOf } from './layout.ts'
import { Preview } from './preview.tsx'
import { useDraft } from './use-draft.ts'

/** One item: its draft to write in, what differs from the version in force, how people will see it, and its history. */
export function ItemDesk({ code }: { code: string }) {
  const [{ turn, said }, setTurn] = useState({ turn: 0, said: '' })
  const { answer, trouble, reload } = useLoaded(`${code} ${turn}`, () => fetchDraft(code))
  return (
    <div className="catalogue">
      <p><Link href={roomAddress('catalogue')}>‹ 全部事项</Link></p>
      <SendingNote trouble={undefined} done={said} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {!answer && !trouble && <p className="waiting">正在打开……</p>}
      {answer && <Desk key={turn} draft={answer} done={(words) => setTurn({ turn: turn + 1, said: words })} />}
    </div>
  )
}

type View = 'write' | 'difference' | 'preview' | 'history'
const VIEWS: readonly (readonly [View, string])[] = [['write', '编辑'], ['difference', '与上一版比'], ['preview', '预览'], ['history', '各版和经过']]

interface DeskProps { draft: Draft & { organisations: readonly Organisation[] }; done: (words: string) => void }

function Desk({ draft, done }: DeskProps) {
  const work = useDraft(draft, done)
  const [view, setView] = useState<View>('write')
  const { saved, item } = work
  const name = String(item['name'] ?? '')
  return (
    <>
      <PageTitle title={name === '' ? `新事项 ${saved.code}` : name} />
      <p className="faded">{saved.code}，{draftWords(saved)}</p>
      <SendingNote trouble={work.trouble} done={work.done} />
      <div className="acts">
        {/* Never disabled: what is typed counts once its field is left, which is when this is pressed. */}
        <Button type="primary" loading={work.isBusy} onClick={() => void work.save()}>保存草稿</Button>
        <Button loading={work.isBusy} onClick={() => void work.publish()}>发布</Button>
        {saved.edition > 0 && <Button danger loading={work.isBusy} onClick={() => void work.discard()}>放弃草稿</Button>}
        {work.overtakenBy !== undefined && <Button loading={work.isBusy} onClick={() => void work.goOn()}>已经比较过，从第 {work.overtakenBy} 版接着写</Button>}
        {work.isChanged && <span className="unsaved">● 有没保存的改动</span>}
      </div>
      <Hurdles problems={saved.problems} />
      <div className="acts" role="group" aria-label="看什么">
        {VIEWS.map(([one, label]) => <Button key={one} type={view === one ? 'primary' : 'default'} ghost={view === one} aria-pressed={view === one} onClick={() => setView(one)}>{label}</Button>)}
      </div>
      <div hidden={view !== 'write'}><ItemForm item={item} problems={saved.problems} organisations={draft.organisations} change={work.setItem} /></div>
      {view === 'difference' && <Difference code={saved.code} from={saved.baseVersion} edition={saved.edition} isChanged={work.isChanged} />}
      {view === 'preview' && <Preview item={item} />}
      {view === 'history' && <History code={saved.code} />}
    </>
  )
}

function draftWords({ edition, baseVersion, changedAt, changedBy }: Draft): string {
  const base = baseVersion === 0 ? '还没有发布过' : `从第 ${baseVersion} 版写起`
  return edition === 0 || changedAt === null ? `${base}，没有草稿` : `${base}；草稿第 ${edition} 次保存，${changedBy ?? ''} ${momentText(changedAt)}`
}

function Hurdles({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return <p className="fit"><span aria-hidden="true">✓ </span>上次保存的内容可以发布。</p>
  return (
    <section className="card hurdles" aria-label="发布以前要改好的">
      <h2>发布以前还要改好 {problems.length} 处</h2>
      <ol>{problems.map(({ path, text, cure }) => <li key={`${path} ${text}`}><strong>{titleOf(path)}</strong>：{text}{cure !== text && <>。<span>办法：{cure}</span></>}</li>)}</ol>
    </section>
  )
}
