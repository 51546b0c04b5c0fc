import { Button, Checkbox, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import type { CaseView, StepName } from '../api/types.ts'
import { useInPlace } from '../bundled-eia/use-in-place.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import type { FoundVeto, NominationView, VetoRule } from './types.ts'

const WORDS_MIN = 2
const DISMISSAL_MIN = 5
const short = (words: string | undefined, least: number): boolean => (words ?? '').trim().length < least

interface VerdictProps { found: CaseView; offers: readonly StepName[]; nomination: NominationView; rules: readonly VetoRule[]; again: () => Promise<void> }

/** The decisions that rest on the evidence, beside it: she goes on, or she does not, with the reason. */
export function VerdictCard({ found, offers, nomination, rules, again }: VerdictProps) {
  const [chosen, setChosen] = useState<string | undefined>(offers.length === 1 ? undefined : offers[0]?.step)
  const title = offers.some(({ step }) => step === 'qualify') ? '资格审查' : offers[0]?.step === 'revoke' ? '动态管理' : '不再参评'
  return (
    <section className="card award-part" aria-labelledby="verdict-title">
      <h2 id="verdict-title">{title}</h2>
      <div className="award-acts" role="group" aria-label="怎样决定">
        {offers.map(({ step, label }) => (
          <Button
            key={step} aria-pressed={step === chosen} type={step === chosen ? 'primary' : 'default'} danger={step !== 'qualify'}
            onClick={() => setChosen(step === chosen ? undefined : step)}
          >{label}</Button>
        ))}
      </div>
      {chosen === 'qualify' && <QualifyForm found={found} nomination={nomination} again={again} />}
      {chosen !== undefined && chosen !== 'qualify' && offers.some(({ step }) => step === chosen) && (
        <BarForm
          key={chosen} found={found} step={chosen} label={offers.find(({ step }) => step === chosen)?.label ?? ''} rules={rules}
          nomination={nomination} again={again}
        />
      )}
    </section>
  )
}

function QualifyForm({ found, nomination: { evidence }, again }: { found: CaseView; nomination: NominationView; again: () => Promise<void> }) {
  const [opinion, setOpinion] = useState('')
  const [discipline, setDiscipline] = useState('')
  const [dismissed, setDismissed] = useState<Readonly<Record<string, string>>>({})
  const [isTried, setTried] = useState(false)
  const { trouble, isBusy, send } = useInPlace({ found, step: 'qualify', again })
  const met = evidence?.vetoes.filter((one) => one.dismissed === null) ?? []
  const isReady = !short(opinion, WORDS_MIN) && !short(discipline, WORDS_MIN) && met.every(({ id }) => !short(dismissed[id], DISMISSAL_MIN))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (isReady) void send({
      opinion: opinion.trim(), discipline: discipline.trim(),
      ...(met.length > 0 && { dismissed: met.map(({ id }) => ({ veto: id, reason: (dismissed[id] ?? '').trim() })) }),
    })
  }
  return (
    <form className="award-part" onSubmit={submit} noValidate>
      {trouble && <TroubleNote trouble={trouble} />}
      {met.map((veto) => (
        <DismissalField key={veto.id} veto={veto} said={dismissed[veto.id]} isTried={isTried} set={(said) => setDismissed({ ...dismissed, [veto.id]: said })} />
      ))}
      <LabelledField title="审查意见" isRequired fault={isTried && short(opinion, WORDS_MIN) ? '请写审查意见' : undefined}>
        {(described) => (
          <Input.TextArea {...described} value={opinion} maxLength={2000} autoSize={{ minRows: 2 }} onChange={({ target }) => setOpinion(target.value)} />
        )}
      </LabelledField>
      <LabelledField title="纪检意见" isRequired help="问过纪检，把意见写在这里" fault={isTried && short(discipline, WORDS_MIN) ? '请写纪检意见' : undefined}>
        {(described) => (
          <Input.TextArea {...described} value={discipline} maxLength={2000} autoSize={{ minRows: 2 }} onChange={({ target }) => setDiscipline(target.value)} />
        )}
      </LabelledField>
      <div className="award-acts"><Button type="primary" htmlType="submit" loading={isBusy}>确定通过</Button></div>
    </form>
  )
}

interface DismissalProps { veto: FoundVeto; said: string | undefined; isTried: boolean; set: (said: string) => void }

function DismissalField({ veto: { name, sentence }, said = '', isTried, set }: DismissalProps) {
  const fault = isTried && short(said, DISMISSAL_MIN) ? '写明为什么不适用才能通过；适用的请选不通过' : undefined
  return (
    <LabelledField title={`查到“${name}”，为什么不适用`} isRequired help={sentence} fault={fault}>
      {(described) => <Input.TextArea {...described} value={said} maxLength={500} autoSize={{ minRows: 2 }} onChange={({ target }) => set(target.value)} />}
    </LabelledField>
  )
}

function BarForm({ found, step, label, rules, nomination: { evidence }, again }: {
  found: CaseView; step: string; label: string; rules: readonly VetoRule[]; nomination: NominationView; again: () => Promise<void>
}) {
  const [reason, setReason] = useState('')
  const [vetoes, setVetoes] = useState<string[]>(evidence?.vetoes.filter(({ dismissed }) => dismissed === null).map(({ id }) => id) ?? [])
  const [isTried, setTried] = useState(false)
  const { trouble, isBusy, send } = useInPlace({ found, step, again })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!short(reason, WORDS_MIN)) void send({ reason: reason.trim(), ...(vetoes.length > 0 && { vetoes }) })
  }
  return (
    <form className="award-part" onSubmit={submit} noValidate>
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title="原因" isRequired help="本人看得到" fault={isTried && short(reason, WORDS_MIN) ? '请写原因' : undefined}>
        {(described) => (
          <Input.TextArea {...described} value={reason} maxLength={2000} autoSize={{ minRows: 2 }} onChange={({ target }) => setReason(target.value)} />
        )}
      </LabelledField>
      <LabelledGroup title="依据的否决项" help="没有查到否决项、别的原因的，不勾">
        {() => (
          <Checkbox.Group className="award-column" value={vetoes} onChange={setVetoes} options={rules.map(({ id, name }) => ({ value: id, label: name }))} />
        )}
      </LabelledGroup>
      <div className="award-acts"><Button type="primary" danger htmlType="submit" loading={isBusy}>确定{label}</Button></div>
    </form>
  )
}
