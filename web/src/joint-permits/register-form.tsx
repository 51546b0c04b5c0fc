import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { registerFact, type Project, type Registration } from './calls.ts'

const KINDS = [
  { value: 'land-document', label: '使用土地的证明文件' }, { value: 'fire-drawings', label: '消防设计图纸' }, { value: 'special-works', label: '是特殊建设工程' },
  { value: 'issued-outside', label: '在别处取得的证' }, { value: 'revoked', label: '撤销一个已发的证' }, { value: 'struck-out', label: '撤下登记错的一条' },
]
const HELP: Readonly<Record<string, string>> = {
  'issued-outside': '部门或者看过原件的窗口登记；登记以后它就算前证', revoked: '后证的门随之关上；被撤销的要重新申请、重新审查', 'struck-out': '写记录前面的号；原来的一条留着，只是不再算数',
}

/** What the department puts on record of the project; the server says whose business each is. */
export function RegisterForm({ project, put }: { project: Project; put: (project: Project) => void }) {
  const [what, setWhat] = useState('land-document')
  const [kind, setKind] = useState(project.choices.landKinds[0])
  const [permit, setPermit] = useState<string>()
  const [keyOf] = useState(() => keyKeeper())
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const permits = project.choices.permits.map(({ id, name }) => ({ value: id, label: name }))
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { evidence = '', strikes = '' } = typedIn(event.currentTarget)
    const body: Registration = {
      what, evidence, ...(what === 'land-document' && { kind: kind ?? '' }), ...(hasPermit(what) && { permit: permit ?? '' }),
      ...(what === 'struck-out' && { strikes: Number(strikes) }),
    }
    await send(async () => put(await registerFact(project.id, body, keyOf({ ...body, after: project.facts.length }))), '已登记')
  }
  return (
    <form className="step-form" onSubmit={(event) => void submit(event)} noValidate aria-label="登记">
      <SendingNote trouble={trouble} done={done} />
      <LabelledField title="登记什么" isRequired help={HELP[what]}>
        {(described) => <PlainSelect {...described} value={what} set={(value = 'land-document') => setWhat(value)} options={KINDS} />}
      </LabelledField>
      {what === 'land-document' && (
        <LabelledField title="哪一种" isRequired>
          {(described) => <PlainSelect {...described} value={kind} set={setKind} options={project.choices.landKinds.map((one) => ({ value: one, label: one }))} />}
        </LabelledField>
      )}
      {hasPermit(what) && (
        <LabelledField title="哪一个证" isRequired fault={faultOf('permit')}>
          {(described) => <PlainSelect {...described} value={permit} set={setPermit} none="请选择" options={permits} />}
        </LabelledField>
      )}
      {what === 'struck-out' && <TypedField key={`strikes ${project.facts.length}`} name="strikes" title="第几条" fault={faultOf('strikes')} />}
      {/* Empty again once something more is on record: nothing is registered twice by pressing twice. */}
      <TypedField key={project.facts.length} name="evidence" title={what === 'struck-out' ? '为什么撤下' : '凭什么：文号、编号，或者在哪里可以查到'} fault={faultOf('evidence')} />
      <Button htmlType="submit" loading={isBusy}>登记</Button>
    </form>
  )
}

function hasPermit(what: string): boolean {
  return what === 'issued-outside' || what === 'revoked'
}
