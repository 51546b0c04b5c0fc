import { Button, Input } from 'antd'
import { freeId, replaced, without } from '../catalog/item-shape.ts'
import type { JointMatter } from './joint-shape.ts'

interface ExtrasCardProps {
  joint: JointMatter
  lanes: readonly { id: string; name: string }[]
  fields: readonly { id: string; name: string }[]
  change: (change: (joint: JointMatter) => JointMatter) => void
}
type Check = JointMatter['checks'][number]

const KINDS: readonly (readonly [Check['kind'], string])[] = [
  ['resident-id', '身份证号对不对'], ['uscc', '统一社会信用代码对不对'], ['project-code', '投资项目代码对不对'], ['younger-than-one-year', '是不是一岁以内'], ['pension-age', '到没到退休年龄'],
  ['shared', '要共享数据来核（没有接上以前由窗口核）'],
]

/** What the system checks by itself, and what must be done in person and may be booked. */
export function ExtrasCard(props: ExtrasCardProps) {
  return (
    <section className="card joint-extras" aria-label="自动核对和预约">
      <Checks {...props} />
      <Appointments {...props} />
    </section>
  )
}

function Checks({ joint: { checks }, fields, change }: ExtrasCardProps) {
  const put = (at: number, check: Check) => change((now) => ({ ...now, checks: replaced(now.checks, at, check) }))
  const add = (field: string) => change((now) => (
    { ...now, checks: [...now.checks, { id: freeId('check', now.checks.map(({ id }) => id)), title: '新的核对', field, kind: 'shared' }] }
  ))
  const [first] = fields
  return (
    <>
      <h2>系统自动核对（{checks.length}）</h2>
      <p className="faded">收到申请时系统先核，结果写在办件上，窗口不用再核一遍。一行一项：名称，看哪个字段，核什么。</p>
      {checks.map((check, at) => (
        <fieldset key={check.id} className="joint-extra">
          <legend className="unseen">自动核对 {at + 1}</legend>
          <Input aria-label={`自动核对 ${at + 1} 的名称`} value={check.title} maxLength={100} onChange={({ target }) => put(at, { ...check, title: target.value })} />
          <Choice label={`自动核对 ${at + 1} 看哪个字段`} value={check.field} options={fields} set={(field) => put(at, { ...check, field })} />
          <Choice
            label={`自动核对 ${at + 1} 核什么`} value={check.kind} options={KINDS.map(([id, name]) => ({ id, name }))}
            set={(value) => put(at, { ...check, kind: KINDS.find(([id]) => id === value)?.[0] ?? 'shared' })}
          />
          <Button size="small" danger aria-label={`去掉自动核对 ${at + 1}`} onClick={() => change((now) => ({ ...now, checks: without(now.checks, at) }))}>去掉</Button>
        </fieldset>
      ))}
      {first && <Button size="small" onClick={() => add(first.id)}>增加一项核对</Button>}
    </>
  )
}

function Appointments({ joint: { appointments }, lanes, change }: ExtrasCardProps) {
  const put = (at: number, appointment: JointMatter['appointments'][number]) =>
    change((now) => ({ ...now, appointments: replaced(now.appointments, at, appointment) }))
  const add = (lane: string) => change((now) => ({ ...now, appointments: [...now.appointments, { lane, what: '现场核查' }] }))
  const remove = (at: number) => change((now) => ({ ...now, appointments: without(now.appointments, at) }))
  const [first] = lanes
  return (
    <>
      <h2>要到现场、可以预约的（{appointments.length}）</h2>
      <p className="faded">群众受理以后看得到要去做什么。一行一次：哪件事项，做什么。</p>
      {appointments.map((appointment, at) => (
        // Safe as a key: appointments have no other identity than their place.
        <fieldset key={at} className="joint-extra">
          <legend className="unseen">预约 {at + 1}</legend>
          <Choice label={`预约 ${at + 1} 是哪件事项的`} value={appointment.lane} options={lanes} set={(lane) => put(at, { ...appointment, lane })} />
          <Input
            aria-label={`预约 ${at + 1} 做什么`} value={appointment.what} maxLength={100}
            onChange={({ target }) => put(at, { ...appointment, what: target.value })}
          />
          <Button size="small" danger aria-label={`去掉预约 ${at + 1}`} onClick={() => remove(at)}>去掉</Button>
        </fieldset>
      ))}
      {first && <Button size="small" onClick={() => add(first.id)}>增加一次到现场</Button>}
    </>
  )
}

function Choice({ label, value, options, set }: {
  label: string; value: string; options: readonly { id: string; name: string }[]; set: (value: string) => void
}) {
  return (
    <select className="choice" aria-label={label} value={value} onChange={({ target }) => set(target.value)}>
      {!options.some(({ id }) => id === value) && <option value={value}>{value}</option>}
      {options.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
    </select>
  )
}
