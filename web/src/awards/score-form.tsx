import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { giveScores, recuse } from './calls.ts'
import { TypedNumber } from './typed-number.tsx'
import type { Criterion, NominationView, Scheme } from './types.ts'

type PanelCriterion = Extract<Criterion, { by: 'panel' }>

const REASON_MIN = 2
const isPoints = (value: number | undefined): value is number => value !== undefined && Number.isInteger(value) && value >= 0 && value <= 100

/** One member's points for one nominee; she may change them until the result is announced. */
export function ScoreForm({ nomination: { id, name, panel }, scheme, again }: { nomination: NominationView; scheme: Scheme; again: () => Promise<void> }) {
  const criteria = scheme.criteria.flatMap((one) => (one.by === 'panel' ? [one] : []))
  // Until the result is announced one sees one's own points only.
  const own = panel.find(({ scores }) => scores !== null)?.scores ?? []
  const [points, setPoints] = useState<Readonly<Record<string, number>>>(Object.fromEntries(own.map(({ criterion, points: given }) => [criterion, given])))
  const [note, setNote] = useState('')
  const [isTried, setTried] = useState(false)
  const { trouble, isBusy, done, send } = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    const scores = criteria.flatMap((one) => { const given = points[one.id]; return isPoints(given) ? [{ criterion: one.id, points: given }] : [] })
    if (scores.length < criteria.length) return
    const given = { scores, ...(note.trim() !== '' && { note: note.trim() }) }
    void send(() => giveScores(id, given), '已打分，公布以前可以改').then((isDone) => { if (isDone) void again() })
  }
  return (
    <>
      <form className="card award-part" aria-labelledby="score-title" onSubmit={submit} noValidate>
        <h3 id="score-title">给 {name} 打分</h3>
        <SendingNote trouble={trouble} done={done} />
        {criteria.map((one) => (
          <PointsField key={one.id} criterion={one} given={points[one.id]} isTried={isTried} set={(given) => setPoints({ ...points, [one.id]: given })} />
        ))}
        <LabelledField title="说明">
          {(described) => (
            <Input.TextArea {...described} value={note} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => setNote(target.value)} />
          )}
        </LabelledField>
        <div className="award-acts"><Button type="primary" htmlType="submit" loading={isBusy}>{own.length > 0 ? '改分' : '打分'}</Button></div>
      </form>
      <RecusalForm id={id} name={name} again={again} />
    </>
  )
}

interface PointsFieldProps { criterion: PanelCriterion; given: number | undefined; isTried: boolean; set: (given: number) => void }

function PointsField({ criterion: { name, weight, guide }, given, isTried, set }: PointsFieldProps) {
  const fault = isTried && !isPoints(given) ? '请打 0 到 100 的整数' : undefined
  return (
    <LabelledField title={`${name}（0—100 分，权重 ${weight}）`} isRequired help={guide} fault={fault}>
      {(described) => <TypedNumber {...described} value={given ?? Number.NaN} maximum={100} set={set} />}
    </LabelledField>
  )
}

/** Whoever is related steps aside by herself; it cannot be taken back, so it is asked for with its reason. */
function RecusalForm({ id, name, again }: { id: string; name: string; again: () => Promise<void> }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const { trouble, isBusy, send } = useSending()
  if (!isOpen) {
    return <div className="award-acts"><Button onClick={() => setOpen(true)}>我与这一位有关系</Button><span className="faded">亲属、师徒、利害关系等：声明以后不评这一位，打过的分不算。</span></div>
  }
  const submit = (event: FormEvent) => { event.preventDefault(); void send(() => recuse(id, reason.trim())).then((isDone) => { if (isDone) void again() }) }
  return (
    <form className="card award-part" aria-label={`回避${name}`} onSubmit={submit} noValidate>
      {trouble && <SendingNote trouble={trouble} done="" />}
      <LabelledField title={`和${name}是什么关系`} isRequired help="写关系就够了，会留痕；声明以后不能收回">
        {(described) => <Input {...described} autoFocus value={reason} maxLength={200} onChange={({ target }) => setReason(target.value)} />}
      </LabelledField>
      <div className="award-acts">
        <Button type="primary" danger htmlType="submit" loading={isBusy} disabled={reason.trim().length < REASON_MIN}>声明回避</Button>
        <Button onClick={() => setOpen(false)}>没有关系</Button>
      </div>
    </form>
  )
}
