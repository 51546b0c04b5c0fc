import { Button, Checkbox, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { useMe } from '../shell/session.tsx'
import { keepStory, reviewStory } from './calls.ts'
import type { NominationView, Story } from './types.ts'

const TEXT_MIN = 20
/** From the review on; it is public with the award. */
const WANTED: readonly string[] = ['qualified', 'publicity', 'objected', 'settled', 'approved', 'awarded']
const STATUS_WORDS: Readonly<Record<Story['status'], string>> = { waiting: '○ 等监督部门审核', passed: '✓ 审核通过，公开页上有', returned: '▲ 退回修改' }

/** What her unit writes about her for the public page, and whether it may stand there. */
export function StoryCard({ nomination, again }: { nomination: NominationView; again: () => Promise<void> }) {
  const { roles, organisation } = useMe()
  const { story, state } = nomination
  const isUnit = organisation === nomination.organisation && (roles.includes('reviewer') || roles.includes('approver'))
  const mayWrite = isUnit && WANTED.includes(state)
  if (!story && !mayWrite) return null
  return (
    <section className="card award-part" aria-labelledby="story-title">
      <h2 id="story-title">事迹（公开页）</h2>
      {story && (
        <>
          <p>
            {STATUS_WORDS[story.status]}
            <span className="faded">
              {'　'}{story.by} 写，第 {story.version} 版{story.note !== null && `；${story.note}`}
            </span>
          </p>
          <blockquote>{story.text}</blockquote>
        </>
      )}
      {story?.status === 'waiting' && roles.includes('supervisor') && <ReviewForm id={nomination.id} version={story.version} again={again} />}
      {mayWrite && <WriteForm key={story?.version ?? 0} id={nomination.id} text={story?.text ?? ''} again={again} />}
    </section>
  )
}

function WriteForm({ id, text, again }: { id: string; text: string; again: () => Promise<void> }) {
  const [words, setWords] = useState(text)
  const [figures, setFigures] = useState(false)
  const { trouble, isBusy, done, send } = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(() => keepStory(id, { text: words.trim(), figures }), '已送审核').then((isDone) => {
      if (isDone) void again()
    })
  }
  return (
    <form className="award-part" onSubmit={submit} noValidate>
      <SendingNote trouble={trouble} done={done} />
      <LabelledField title="写事迹" isRequired help={`至少 ${TEXT_MIN} 个字。不要写群众的姓名、证件号和病情；审核以后才公开`}>
        {(described) => (
          <Input.TextArea
            {...described}
            value={words}
            maxLength={3000}
            autoSize={{ minRows: 4, maxRows: 14 }}
            onChange={({ target }) => setWords(target.value)}
          />
        )}
      </LabelledField>
      <Checkbox checked={figures} onChange={({ target }) => setFigures(target.checked)}>
        公开页上也写本人的办件数和好评率（已经问过本人）
      </Checkbox>
      <div className="award-acts">
        <Button htmlType="submit" loading={isBusy} disabled={words.trim().length < TEXT_MIN || words.trim() === text}>
          送审核
        </Button>
      </div>
    </form>
  )
}

function ReviewForm({ id, version, again }: { id: string; version: number; again: () => Promise<void> }) {
  const [note, setNote] = useState('')
  const { trouble, isBusy, send } = useSending()
  const review = (passed: boolean) =>
    void send(() => reviewStory(id, { version, passed, ...(note.trim() !== '' && { note: note.trim() }) })).then((isDone) => {
      if (isDone) void again()
    })
  return (
    <div className="award-part">
      {trouble && <SendingNote trouble={trouble} done="" />}
      <LabelledField title="审核意见" help="退回的要写哪里要改">
        {(described) => <Input {...described} value={note} maxLength={500} onChange={({ target }) => setNote(target.value)} />}
      </LabelledField>
      <div className="award-acts">
        <Button type="primary" loading={isBusy} onClick={() => review(true)}>
          事迹可以公开
        </Button>
        <Button loading={isBusy} disabled={note.trim() === ''} onClick={() => review(false)}>
          退回修改
        </Button>
      </div>
    </div>
  )
}
