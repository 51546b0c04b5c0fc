import { useState } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchChecklist, fetchMarks, receiveWalkIn, type Checklist, type Marks } from './calls.ts'
import { PapersForm } from './papers-form.tsx'
import { WalkInReceipt, type Taken } from './walk-in-receipt.tsx'

const HUADU = '440114'

/** Somebody comes without having chosen beforehand: what for, for whom, and where the result shall go. */
export function WalkIn({ done }: { done: () => void }) {
  const [isOpen, setOpen] = useState(false)
  const [taken, setTaken] = useState<Taken>()
  return (
    <details className="card" open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>收一件（没有预先在网上选的）</summary>
      {taken && <WalkInReceipt taken={taken} again={() => setTaken(undefined)} />}
      {isOpen && !taken && <WalkInForm done={(receipt) => { setTaken(receipt); done() }} />}
    </details>
  )
}

function WalkInForm({ done }: { done: (taken: Taken) => void }) {
  const { answer: marks, trouble, reload } = useLoaded('marks', fetchMarks)
  // Belongs to this form: sent again it is the same matter, the next form is another even with the same name and papers.
  const [keyFor] = useState(() => keyKeeper())
  const [chosen, setChosen] = useState({ itemCode: '', ownerPlace: HUADU, returnPlace: HUADU, name: '', kind: 'person' })
  const [answers, setAnswers] = useState<Record<string, string>>({})
  const asked = useLoaded(`${chosen.itemCode} ${JSON.stringify(answers)}`, async () =>
    (chosen.itemCode === '' ? undefined : fetchChecklist(chosen.itemCode, answers)))
  const checklist = asked.answer
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!marks) return null
  const { itemCode, ownerPlace, returnPlace, name, kind } = chosen
  const choose = (changes: Record<string, string>) => {
    setChosen({ ...chosen, ...changes })
    if (changes['itemCode'] !== undefined) setAnswers({})
  }
  const give = async (receiving: object) => {
    const body = { itemCode, answers: checklist?.answers ?? {}, ownerPlace, returnPlace, applicant: { kind, name }, receiving }
    done({ ...await receiveWalkIn(body, keyFor(body)), itemName: checklist?.name ?? '', applicant: name })
  }
  return (
    <div className="step-form">
      <Choices marks={marks} chosen={chosen} set={choose} />
      {asked.trouble && <TroubleNote trouble={asked.trouble} again={() => void asked.reload()} />}
      {checklist?.next && <Question asked={checklist.next} answer={(given) => setAnswers({ ...checklist.answers, ...given })} />}
      {checklist && !checklist.next && <PapersForm key={itemCode} materials={checklist.materials} send={give} done={() => undefined} />}
    </div>
  )
}

interface QuestionProps { asked: NonNullable<Checklist['next']>; answer: (given: Record<string, string>) => void }

function Question({ asked: { id, question, options }, answer }: QuestionProps) {
  const offered = options.map((one) => ({ value: one.id, label: one.label }))
  return (
    <LabelledField title={question} isRequired>
      {(described) => <PlainSelect {...described} value="" set={(option = '') => answer({ [id]: option })} none="请选择" options={offered} />}
    </LabelledField>
  )
}

interface ChoicesProps { marks: Marks; chosen: Record<string, string>; set: (changes: Record<string, string>) => void }

function Choices({ marks: { marks, places }, chosen, set }: ChoicesProps) {
  const taken = marks.filter(({ mode, toOn }) => mode === 'proxy' && toOn === null)
  const items = [...new Map(taken.map((mark) => [mark.itemCode, mark.itemName]))].map(([value, label]) => ({ value, label }))
  const owners = [
    { value: HUADU, label: '花都区' }, ...places.filter(({ kind }) => kind === 'district').map(({ code, name }) => ({ value: code, label: `${name}（模拟）` })),
  ]
  const select = (name: string, title: string, options: readonly { value: string; label: string }[], none?: string) => (
    <LabelledField title={title} isRequired>
      {(described) => (
        <PlainSelect {...described} value={chosen[name]} set={(value = '') => set({ [name]: value })} options={options} {...(none !== undefined && { none })} />
      )}
    </LabelledField>
  )
  return (
    <>
      {select('itemCode', '办什么', items, '请选择')}
      {select('ownerPlace', '由哪个区的部门办', owners)}
      {select('returnPlace', '在哪里领结果', places.map(({ code, name }) => ({ value: code, label: name })))}
      {select('kind', '申请人是', [{ value: 'person', label: '个人' }, { value: 'organisation', label: '单位' }])}
      <LabelledField title="申请人姓名或者单位名称" isRequired>
        {(described) => <input {...described} className="plain-input" value={chosen['name'] ?? ''} onChange={({ target }) => set({ name: target.value })} />}
      </LabelledField>
    </>
  )
}
