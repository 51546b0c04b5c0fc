import { Button, Input } from 'antd'
import { useState } from 'react'
import type { CaseView } from '../api/types.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import type { Bundle, Objected } from './calls.ts'
import { useInPlace } from './use-in-place.ts'

interface ObjectionsProps { found: CaseView; bundle: Bundle; may: boolean; again: () => Promise<void> }

/** What the public has said, and the answers; nothing can be approved before all are answered. */
export function Objections({ found, bundle: { objections, openObjections }, may, again }: ObjectionsProps) {
  return (
    <section className="card" aria-labelledby="objections-title">
      <h2 id="objections-title">公众意见（{objections.length} 条{openObjections > 0 && `，${openObjections} 条没有答复`}）</h2>
      {objections.length === 0 && <p className="faded">还没有收到。公示期间谁都可以提，收到的会列在这里。</p>}
      {objections.length > 0 && <p className="faded">原话只有办件的人看得到；要点和答复公开在公示页上，不要写是谁提的。</p>}
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
  const { trouble, isBusy, send } = useInPlace({ found, step: 'answerObjection', again })
  return (
    <form className="bundle-form" onSubmit={(event) => { event.preventDefault(); void send({ objectionId, gist: gist.trim(), answer: answer.trim() }) }}>
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title="意见要点（公开）" isRequired>
        {(described) => <Input {...described} maxLength={300} value={gist} onChange={(event) => setGist(event.target.value)} />}
      </LabelledField>
      <LabelledField title="答复（公开）" isRequired>
        {(described) => <Input.TextArea {...described} rows={3} maxLength={2000} value={answer} onChange={(event) => setAnswer(event.target.value)} />}
      </LabelledField>
      <Button htmlType="submit" loading={isBusy} disabled={gist.trim().length < 2 || answer.trim().length < 2}>答复</Button>
    </form>
  )
}
