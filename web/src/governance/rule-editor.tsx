import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { dayText } from '../kit/days.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useMe } from '../shell/session.tsx'
import { changeRule, tryRule, type Rule, type RuleWish, type Told, type Trial } from './calls.ts'
import { TOLD } from './told-words.ts'

interface EditorProps { rule: Rule; today: string; done: (words: string) => void }
interface Typed { isOn: boolean; tells: readonly Told[]; numbers: Readonly<Record<string, string>>; basis: string; effectiveOn: string; reason: string }

/** What of a rule may be changed, each in a field of its own; tried before it is kept. */
export function RuleEditor({ rule, today, done }: EditorProps) {
  const [typed, setTyped] = useState(() => typedFrom(rule, today))
  const [trouble, setTrouble] = useState<Trouble>()
  const [trial, setTrial] = useState<Trial>()
  const mayKeep = useMe().roles.includes('bureau')
  const change = (changes: Partial<Typed>) => { setTyped({ ...typed, ...changes }); setTrial(undefined) }
  const act = async (work: () => Promise<void>) => { setTrouble(undefined); try { await work() } catch (thrown) { setTrouble(troubleOf(thrown)) } }
  const keep = () => act(async () => {
    const { version } = await changeRule(rule, { ...wishOf(typed), from: rule.newest, reason: typed.reason.trim() })
    done(`已保存为第 ${version} 版，${dayText(typed.effectiveOn, today)}起用`)
  })
  return (
    <form className="problem-form" noValidate onSubmit={(event) => { event.preventDefault(); void keep() }}>
      <Fields rule={rule} typed={typed} change={change} faultOf={(path) => trouble?.fields.find((field) => field.path === path)?.message} />
      {trouble && <TroubleNote trouble={trouble} />}
      {trial && <TrialTable trial={trial} />}
      <div className="rule-acts">
        <Button onClick={() => void act(async () => setTrial(await tryRule(rule, wishOf(typed))))}>试算：昨天会怎样</Button>
        {mayKeep && <Button htmlType="submit" type="primary" disabled={typed.reason.trim().length < 2}>保存为第 {rule.newest + 1} 版</Button>}
      </div>
    </form>
  )
}

/** From the newest version, also where it is only planned: the next one is written on it. */
function typedFrom({ now, planned }: Rule, today: string): Typed {
  const { isOn, tells, settings, basis } = planned ?? now
  return {
    isOn, tells, numbers: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])), basis, effectiveOn: today, reason: '',
  }
}

/** An empty field is left out, so that the server says what is missing. */
function wishOf({ isOn, tells, numbers, basis, effectiveOn }: Typed): RuleWish {
  const filled = Object.entries(numbers).filter(([, text]) => text.trim() !== '' && Number.isFinite(Number(text)))
  return { isOn, tells, settings: Object.fromEntries(filled.map(([name, text]) => [name, Number(text)])), basis: basis.trim(), effectiveOn }
}

interface FieldsProps { rule: Rule; typed: Typed; change: (changes: Partial<Typed>) => void; faultOf: (path: string) => string | undefined }

function Fields({ rule: { kind, fields }, typed, change, faultOf }: FieldsProps) {
  const { isOn, tells, numbers, basis, effectiveOn, reason } = typed
  return (
    <>
      {kind === 'alert' && (
        <LabelledGroup title="用不用" isRequired fault={faultOf('isOn')}>
          {() => <Checkbox checked={isOn} onChange={({ target }) => change({ isOn: target.checked })}>这条规则在用</Checkbox>}
        </LabelledGroup>
      )}
      {fields.map(({ name, label, unit, min, max, default: shipped }) => (
        <LabelledField key={name} title={`${label}（${unit}）`} isRequired help={`${min} 到 ${max}；默认值 ${shipped ?? '没有'}`} fault={faultOf(`settings.${name}`)}>
          {(described) => (
            <Input
              {...described} type="number" inputMode="numeric" value={numbers[name] ?? ''}
              onChange={({ target }) => change({ numbers: { ...numbers, [name]: target.value } })}
            />
          )}
        </LabelledField>
      ))}
      {kind === 'alert' && <Tells tells={tells} set={(next) => change({ tells: next })} fault={faultOf('tells')} />}
      <LabelledField title="依据" isRequired fault={faultOf('basis')}>
        {(described) => <Input {...described} value={basis} maxLength={500} onChange={({ target }) => change({ basis: target.value })} />}
      </LabelledField>
      <LabelledField title="从哪天起" isRequired fault={faultOf('effectiveOn')}>
        {(described) => <Input {...described} type="date" value={effectiveOn} onChange={({ target }) => change({ effectiveOn: target.value })} />}
      </LabelledField>
      <LabelledField title="为什么改" isRequired help="会写进这一版，大家都看得到" fault={faultOf('reason')}>
        {(described) => <Input {...described} value={reason} maxLength={500} onChange={({ target }) => change({ reason: target.value })} />}
      </LabelledField>
    </>
  )
}

function Tells({ tells, set, fault }: { tells: readonly Told[]; set: (tells: readonly Told[]) => void; fault: string | undefined }) {
  const names: readonly Told[] = ['handler', 'head', 'supervisor']
  const tick = (told: Told, isTicked: boolean) => set(names.filter((one) => (one === told ? isTicked : tells.includes(one))))
  return (
    <LabelledGroup title="告诉谁" isRequired fault={fault}>
      {() =>
        names.map((told) => <Checkbox key={told} checked={tells.includes(told)} onChange={({ target }) => tick(told, target.checked)}>{TOLD[told]}</Checkbox>)}
    </LabelledGroup>
  )
}

function TrialTable({ trial: { day, lines, note } }: { trial: Trial }) {
  return (
    <div role="status">
      <table className="plain-table">
        <caption>若按此规则（{day}）</caption>
        <thead><tr><th scope="col">算什么</th><th scope="col" className="figure">现行的</th><th scope="col" className="figure">照这样改</th></tr></thead>
        <tbody>
          {lines.map(({ what, now, then }) => (
            <tr key={what}><th scope="row">{what}</th><td className="figure">{now}</td><td className="figure"><strong>{then}</strong></td></tr>
          ))}
        </tbody>
      </table>
      <p className="faded">{note}</p>
    </div>
  )
}
