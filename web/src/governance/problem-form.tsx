import { Button, Input } from 'antd'
import { useRef, useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { go } from '../shell/router.ts'
import { fetchRules, fetchUnits, openProblem } from './calls.ts'

const TEXT_MAX = 2000

/** What no log shows: a supervisor writes down what she has found. */
export function ProblemForm() {
  const units = useLoaded('units', fetchUnits)
  const rules = useLoaded('rules', fetchRules)
  const [typed, setTyped] = useState<Record<string, string>>({})
  const [trouble, setTrouble] = useState<Trouble>()
  const keyFor = useRef(keyKeeper())
  const set = (name: string) => (value: string | undefined) => setTyped({ ...typed, [name]: value ?? '' })
  const { organisation = '', situation = '', problem = '' } = typed
  const send = async () => {
    const body = { organisation, situation, problem: problem.trim() }
    try { go(caseAddress((await openProblem(body, keyFor.current(body))).caseId)) } catch (thrown) { setTrouble(troubleOf(thrown)) }
  }
  const unitOptions = (units.answer ?? []).filter(({ kind }) => kind !== 'government').map(({ id, name }) => ({ value: id, label: name }))
  const situations = (rules.answer?.byHand ?? []).map(({ id, name }) => ({ value: id, label: name }))
  return (
    <details className="card">
      <summary>手工登记一个问题</summary>
      <form className="problem-form" onSubmit={(event) => { event.preventDefault(); void send() }}>
        <LabelledField title="单位" isRequired>
          {(described) => <PlainSelect {...described} value={organisation} set={set('organisation')} options={unitOptions} none="请选择" />}
        </LabelledField>
        <LabelledField title="情形" isRequired>
          {(described) => <PlainSelect {...described} value={situation} set={set('situation')} options={situations} none="请选择" />}
        </LabelledField>
        <LabelledField title="发现了什么" isRequired>
          {(described) => <Input.TextArea {...described} value={problem} maxLength={TEXT_MAX} autoSize={{ minRows: 2 }} onChange={({ target }) => set('problem')(target.value)} />}
        </LabelledField>
        {trouble && <TroubleNote trouble={trouble} />}
        <Button htmlType="submit" type="primary" disabled={organisation === '' || situation === '' || problem.trim().length < 2}>登记</Button>
      </form>
    </details>
  )
}
