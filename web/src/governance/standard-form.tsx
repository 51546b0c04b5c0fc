import { Button, Input } from 'antd'
import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { publishStandard, type AlertRule, type Check, type Standard } from './calls.ts'

const BODY_MAX = 4000

/** Writes the next version of a standard, from the one in force. */
export function StandardForm({ now, rules, again }: { now: Standard; rules: readonly AlertRule[]; again: () => void }) {
  const [body, setBody] = useState(now.body)
  const [basis, setBasis] = useState(now.basis)
  const [checks, setChecks] = useState<readonly Check[]>(now.checks)
  const [trouble, setTrouble] = useState<Trouble>()
  const change = (at: number, changes: Partial<Check>) => setChecks(checks.map((check, index) => (index === at ? { ...check, ...changes } : check)))
  const send = async () => {
    try {
      await publishStandard(now.kind, { from: now.version, body: body.trim(), basis: basis.trim(), checks: checks.filter(({ text }) => text.trim() !== '') })
      again()
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
  }
  return (
    <details>
      <summary>发布下一版</summary>
      <form className="problem-form" onSubmit={(event) => { event.preventDefault(); void send() }}>
        <LabelledField title="怎样做" isRequired>
          {(described) => <Input.TextArea {...described} value={body} maxLength={BODY_MAX} autoSize={{ minRows: 2 }} onChange={({ target }) => setBody(target.value)} />}
        </LabelledField>
        {checks.map((check, at) => (
          <CheckRow key={check.id} check={check} nth={at + 1} rules={rules} change={(changes) => change(at, changes)} />
        ))}
        <Button onClick={() => setChecks([...checks, { id: `point-${checks.length + 1}`, text: '', rule: null }])}>再加一点</Button>
        <LabelledField title="依据" isRequired>
          {(described) => <Input {...described} value={basis} maxLength={500} onChange={({ target }) => setBasis(target.value)} />}
        </LabelledField>
        {trouble && <TroubleNote trouble={trouble} />}
        <Button htmlType="submit" type="primary" disabled={body.trim().length < 10 || basis.trim().length < 2}>发布第 {now.version + 1} 版</Button>
      </form>
    </details>
  )
}

interface CheckRowProps { check: Check; nth: number; rules: readonly AlertRule[]; change: (changes: Partial<Check>) => void }

/** One point to look at: what, and whether a rule watches it or somebody looks. */
function CheckRow({ check: { text, rule }, nth, rules, change }: CheckRowProps) {
  const options = rules.map(({ id, name }) => ({ value: id, label: `自动：${name}` }))
  return (
    <div className="check-row">
      <LabelledField title={`查第 ${nth} 点`}>
        {(described) => <Input {...described} value={text} maxLength={200} onChange={({ target }) => change({ text: target.value })} />}
      </LabelledField>
      <LabelledField title={`第 ${nth} 点怎样查`}>
        {(described) => <PlainSelect {...described} value={rule ?? undefined} set={(chosen) => change({ rule: chosen ?? null })} options={options} none="抽查" />}
      </LabelledField>
    </div>
  )
}
