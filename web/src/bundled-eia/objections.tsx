import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import type { CaseView } from '../api/types.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { noticeAddress, type Bundle, type Objected } from './calls.ts'
import { useInPlace } from './use-in-place.ts'

/** From here on the notice can be read by anybody. */
const PUBLICISED: readonly string[] = ['publicity', 'publicised', 'reviewed', 'approved']

interface ObjectionsProps { found: CaseView; bundle: Bundle; may: boolean; again: () => Promise<void> }

/** What the public has said, and the answers; nothing can be approved before all are answered. */
export function Objections({ found, bundle: { objections, openObjections }, may, again }: ObjectionsProps) {
  return (
    <section className="card" aria-labelledby="objections-title">
      <h2 id="objections-title">公众意见（{objections.length} 条{openObjections > 0 && `，${openObjections} 条没有答复`}）</h2>
      {objections.length === 0 && <p className="faded">还没有收到。公示期间谁都可以提，收到的会列在这里。</p>}
      {objections.length > 0 && <p className="faded">原话只有办件的人看得到；要点和答复公开在公示页上，不要写是谁提的。</p>}
      {PUBLICISED.includes(found.state) && <p><a href={noticeAddress(found.id)} target="_blank" rel="noreferrer">看群众看到的公示页</a></p>}
      {objections.map((one) => <One key={one.id} one={one} found={found} may={may} again={again} />)}
    </section>
  )
}

function One({ one, found, may, again }: Omit<ObjectionsProps, 'bundle'> & { one: Objected }) {
  const { id, text, receivedOn, gist, answer, answeredOn } = one
  return (
    <section className="bundle-unit" aria-label={`意见 ${id.slice(0, 8)}`}>
      <p><strong>意见 {id.slice(0, 8)}</strong> <span className="faded">{receivedOn} 收到</span></p>
      <blockquote>{text}</blockquote>
      {answer !== null && <p>✓ {answeredOn} 答复：{answer}<br /><span className="faded">公开的要点：{gist}</span></p>}
      {answer === null && may && <AnswerForm objectionId={id} found={found} again={again} />}
    </section>
  )
}

function AnswerForm({ objectionId, found, again }: { objectionId: string; found: CaseView; again: () => Promise<void> }) {
  const [gist, setGist] = useState('')
  const [answer, setAnswer] = useState('')
  const [isTried, setTried] = useState(false)
  const { trouble, isBusy, send } = useInPlace({ found, step: 'answerObjection', again })
  const faults = { gist: tooShort(gist, '请写一句要点，群众从它知道提的是什么'), answer: tooShort(answer, '请写答复') }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.gist === undefined && faults.answer === undefined) void send({ objectionId, gist: gist.trim(), answer: answer.trim() })
  }
  return (
    <form className="bundle-form" onSubmit={submit} noValidate>
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title="意见要点（公开）" isRequired fault={isTried ? faults.gist : undefined}>
        {(described) => <Input {...described} maxLength={300} value={gist} onChange={(event) => setGist(event.target.value)} />}
      </LabelledField>
      <LabelledField title="答复（公开）" isRequired fault={isTried ? faults.answer : undefined}>
        {(described) => <Input.TextArea {...described} rows={3} maxLength={2000} value={answer} onChange={(event) => setAnswer(event.target.value)} />}
      </LabelledField>
      <div className="bundle-acts">
        <Button htmlType="submit" loading={isBusy}>答复并公开</Button>
        <span className="faded">公开以后不能再改，提交以前请再看一遍。</span>
      </div>
    </form>
  )
}

const tooShort = (words: string, say: string): string | undefined => (words.trim().length < 2 ? say : undefined)
