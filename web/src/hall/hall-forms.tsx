import { Button, Checkbox, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { keepGroup, keepPlace, keepWindow, type Hall } from './calls.ts'
import { hoursIn } from './hours-text.ts'

const OFFICE_HOURS = '1-5 09:00-12:00 13:00-17:00'
const HOURS_WRONG = '写成 1-5 09:00-12:00 13:00-17:00 的样子，一行一种'

const HALL_KINDS = [{ value: 'centre', label: '政务服务中心' }, { value: 'town', label: '镇街便民服务中心' }]
const WINDOW_KINDS = [{ value: 'general', label: '综合窗口' }, { value: 'special', label: '部门专窗' }]

interface Organisations { organisations: readonly { id: string; name: string }[] }
const optionsOf = ({ organisations }: Organisations) => organisations.map(({ id, name }) => ({ value: id, label: name }))
const groupOption = ({ letter, name }: Hall['groups'][number]) => ({ value: letter, label: `${letter} ${name}` })

/** A new hall, or another name and address for the one of that code. */
export function PlaceForm({ organisations, done }: Organisations & { done: () => void }) {
  const [kind, setKind] = useState('town')
  const [organisation, setOrganisation] = useState<string>()
  const { trouble, isBusy, done: said, send, faultOf } = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { code = '', name = '', address = '', phone = '' } = typedIn(event.currentTarget)
    const body = { code, name, kind, organisation: organisation ?? '', ...(address !== '' && { address }), ...(phone !== '' && { phone }), isExample: false }
    if (await send(() => keepPlace(body), `已登记 ${name}`)) done()
  }
  return (
    <details className="card">
      <summary>登记或修改大厅</summary>
      <SendingNote trouble={trouble} done={said} />
      <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <TypedField name="code" title="大厅代码" help="小写字母、数字或短横线；已有的代码是修改" fault={faultOf('code')} />
        <TypedField name="name" title="大厅名称" fault={faultOf('name')} />
        <LabelledField title="哪一种" isRequired>
          {(described) => <PlainSelect {...described} value={kind} set={(value = 'town') => setKind(value)} options={HALL_KINDS} />}
        </LabelledField>
        <LabelledField title="由哪个单位管" isRequired fault={faultOf('organisation')}>
          {(described) => <PlainSelect {...described} value={organisation} set={setOrganisation} options={optionsOf({ organisations })} none="请选择" />}
        </LabelledField>
        <TypedField name="address" title="地址" fault={faultOf('address')} />
        <TypedField name="phone" title="电话" fault={faultOf('phone')} />
        <Button type="primary" htmlType="submit" loading={isBusy}>保存大厅</Button>
      </form>
    </details>
  )
}

/** A group of windows with one queue: a letter for its numbers, and how its appointments are cut. */
export function GroupForm({ hall, done }: { hall: Hall; done: () => void }) {
  const { trouble, isBusy, done: said, send, faultOf } = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { letter = '', name = '', slotMinutes = '', seatsPerWindow = '' } = typedIn(event.currentTarget)
    if (await send(() => keepGroup({
      hall: hall.code, letter, name, slotMinutes: Number(slotMinutes), seatsPerWindow: Number(seatsPerWindow),
    }), `已登记 ${letter} ${name}`)) done()
  }
  return (
    <details>
      <summary>登记或修改窗口组</summary>
      <SendingNote trouble={trouble} done={said} />
      <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <TypedField name="letter" title="号码开头的字母" help="一个大写字母；已有的字母是修改" fault={faultOf('letter')} />
        <TypedField name="name" title="窗口组名称" fault={faultOf('name')} />
        <TypedField name="slotMinutes" title="预约时段几分钟" help="10—240，默认 30" fault={faultOf('slotMinutes')} />
        <TypedField name="seatsPerWindow" title="每个窗口每段几个预约" help="0—50，默认 2；0 是不接受预约" fault={faultOf('seatsPerWindow')} />
        <Button htmlType="submit" loading={isBusy}>保存窗口组</Button>
      </form>
    </details>
  )
}

/** A window: which queue it serves, whose it is, when it is open. */
export function WindowForm({ hall, organisations, done }: Organisations & { hall: Hall; done: () => void }) {
  const [letter, setLetter] = useState(hall.groups[0]?.letter)
  const [organisation, setOrganisation] = useState<string | undefined>(hall.organisation)
  const [kind, setKind] = useState('general')
  const [active, setActive] = useState(true)
  const [hoursFault, setHoursFault] = useState<string>()
  const { trouble, isBusy, done: said, send, faultOf } = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { number = '', hours: typed = '' } = typedIn(event.currentTarget)
    const hours = hoursIn(typed)
    setHoursFault(hours === null ? HOURS_WRONG : undefined)
    if (hours === null) return
    if (await send(() => keepWindow({ hall: hall.code, letter: letter ?? '', number, kind, organisation: organisation ?? '', hours, active }), `已登记窗口 ${number}`))
      done()
  }
  return (
    <details>
      <summary>登记或修改窗口</summary>
      <SendingNote trouble={trouble} done={said} />
      <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
        <TypedField name="number" title="窗口号" help="例如 A04；已有的号是修改" fault={faultOf('number')} />
        <LabelledField title="属于哪个窗口组" isRequired fault={faultOf('letter')}>
          {(described) => <PlainSelect {...described} value={letter} set={setLetter} options={hall.groups.map(groupOption)} none="请选择" />}
        </LabelledField>
        <LabelledField title="哪一种" isRequired>
          {(described) => <PlainSelect {...described} value={kind} set={(value = 'general') => setKind(value)} options={WINDOW_KINDS} />}
        </LabelledField>
        <LabelledField title="谁的人坐" isRequired fault={faultOf('organisation')}>
          {(described) => <PlainSelect {...described} value={organisation} set={setOrganisation} options={optionsOf({ organisations })} none="请选择" />}
        </LabelledField>
        <LabelledField title="什么时候开" isRequired help={`${HOURS_WRONG}；1 是星期一`} fault={hoursFault ?? faultOf('hours')}>
          {(described) => <Input.TextArea name="hours" rows={3} defaultValue={OFFICE_HOURS} maxLength={500} {...described} />}
        </LabelledField>
        <Checkbox checked={active} onChange={({ target }) => setActive(target.checked)}>窗口开着</Checkbox>
        <Button htmlType="submit" loading={isBusy}>保存窗口</Button>
      </form>
    </details>
  )
}
