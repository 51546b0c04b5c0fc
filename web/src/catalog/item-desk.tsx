import { Button } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { jointOf } from '../joint/joint-shape.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchDraft, type Draft, type Organisation } from './calls.ts'
import { AskedButton } from './asked-button.tsx'
import { ClashCard } from './clash-card.tsx'
import { DeskView, JOINT_VIEWS, VIEWS, type DeskViewName } from './desk-view.tsx'
import { Hurdles } from './hurdles.tsx'
import { RetireCard } from './retire-card.tsx'
import { useCheck } from './use-check.ts'
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

interface DeskProps { draft: Draft & { organisations: readonly Organisation[] }; done: (words: string) => void }

function Desk({ draft, done }: DeskProps) {
  const work = useDraft(draft, done)
  const [view, setView] = useState<DeskViewName>(jointOf(draft.item) ? 'lanes' : 'write')
  const [isRetiring, setRetiring] = useState(false)
  const { saved, item } = work
  const { problems, advice, isBehind } = useCheck(item, saved.problems)
  const name = String(item['name'] ?? '')
  return (
    <>
      <PageTitle title={name === '' ? `新事项 ${saved.code}` : name} />
      <p className="faded">{saved.code}，{draftWords(saved)}</p>
      {work.isRestored && work.isChanged && <p className="unsaved" role="status">● 已接上您上次在这个窗口里没有保存的改动</p>}
      {work.theirs ? <ClashCard clash={work.theirs} join={work.join} /> : <SendingNote trouble={work.trouble} done={work.done} />}
      <div className="acts desk-acts">
        {/* Never disabled: what is typed counts once its field is left, which is when this is pressed. */}
        <Button type="primary" loading={work.isBusy} onClick={() => void work.save()}>保存草稿</Button>
        <AskedButton label="发布" question="发布现在写的内容？" means="群众马上就看到；在办的办件照原来的一版办完。" agree="发布出去" isBusy={work.isBusy} act={work.publish} />
        <Button disabled={!work.mayUndo} onClick={work.undo}>撤销一步</Button>
        {saved.edition > 0 && <AskedButton label="放弃草稿" question="放弃这份草稿？" means="草稿里写的都删掉，找不回来；已经发布的不受影响。" agree="放弃，不要了" isDanger isBusy={work.isBusy} act={work.discard} />}
        {saved.baseVersion > 0 && <Button danger aria-expanded={isRetiring} onClick={() => setRetiring(!isRetiring)}>停用</Button>}
        {work.overtakenBy !== undefined && <Button loading={work.isBusy} onClick={() => void work.goOn()}>已经比较过，从第 {work.overtakenBy} 版接着写</Button>}
        {work.isChanged && <span className="unsaved">● 有没保存的改动</span>}
      </div>
      {isRetiring && <RetireCard code={saved.code} name={name} done={work.leave} close={() => setRetiring(false)} />}
      <Hurdles problems={problems} advice={advice} isBehind={isBehind} />
      <div className="acts" role="group" aria-label="看什么">
        {(jointOf(item) ? JOINT_VIEWS : VIEWS).map(([one, label]) => (
          <Button key={one} type={view === one ? 'primary' : 'default'} ghost={view === one} aria-pressed={view === one} onClick={() => setView(one)}>
            {label}
          </Button>
        ))}
      </div>
      <DeskView view={view} work={work} problems={problems} organisations={draft.organisations} />
    </>
  )
}

function draftWords({ edition, baseVersion, changedAt, changedBy }: Draft): string {
  const base = baseVersion === 0 ? '还没有发布过' : `从第 ${baseVersion} 版写起`
  return edition === 0 || changedAt === null ? `${base}，没有草稿` : `${base}；草稿第 ${edition} 次保存，${changedBy ?? ''} ${momentText(changedAt)}`
}
