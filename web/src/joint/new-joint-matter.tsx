import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import type { ItemName } from '../api/calls.ts'
import { moved } from '../catalog/item-shape.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSending } from '../people/use-sending.ts'
import { roomAddress } from '../shell/rooms.ts'
import { go } from '../shell/router.ts'
import { fetchOrganisations, proposeJoint } from './calls.ts'
import { ItemSearch } from './item-search.tsx'

const ITEMS_MIN = 2
const ITEMS_MAX = 10

/** A new 一件事 out of items there are: the server merges them into a draft, which then opens. */
export function NewJointMatter() {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className="card" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>新建一件事</summary>
      {isOpen && <NewForm />}
    </details>
  )
}

function NewForm() {
  const { answer: organisations = [], trouble: noOrganisations, reload } = useLoaded('organisations', fetchOrganisations)
  const [name, setName] = useState('')
  const [lead, setLead] = useState<string>()
  const [items, setItems] = useState<readonly ItemName[]>([])
  const [isTried, setTried] = useState(false)
  const { trouble, isBusy, send, faultOf } = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faultsIn({ name, lead, items })).length > 0 || lead === undefined) return
    void send(async () => {
      const { code } = await proposeJoint({ name: name.trim(), lead, items: items.map((item) => item.code) })
      go(roomAddress('catalogue', `code=${code}`))
    })
  }
  // Said after the first try, and no longer once it is mended.
  const said = isTried ? faultsIn({ name, lead, items }) : {}
  return (
    <form className="item-form" onSubmit={submit} noValidate>
      <p className="faded">选好包含的事项，系统先把它们的问题、表单和材料合成一份草稿：同一个内容只填一次，同一份材料只交一次。然后由您改，改好再发布。</p>
      {trouble && <TroubleNote trouble={trouble} />}
      {noOrganisations && <TroubleNote trouble={noOrganisations} again={() => void reload()} />}
      <LabelledField title="一件事的名称" isRequired fault={said['name'] ?? faultOf('name')}>
        {(described) => <Input {...described} maxLength={200} value={name} onChange={({ target }) => setName(target.value)} />}
      </LabelledField>
      <LabelledField title="牵头部门" isRequired fault={said['lead'] ?? faultOf('lead')}>
        {(described) => <PlainSelect {...described} none="请选择" value={lead} set={setLead} options={organisations.map((one) => ({ value: one.id, label: one.name }))} />}
      </LabelledField>
      {items.length < ITEMS_MAX && <ItemSearch label="找包含的事项" taken={items.map(({ code }) => code)} add={(item) => setItems([...items, item])} fault={said['items']} />}
      <ChosenItems items={items} setItems={setItems} faultOf={faultOf} />
      <div className="acts"><Button type="primary" htmlType="submit" loading={isBusy}>合成草稿</Button></div>
    </form>
  )
}

interface ChosenItemsProps {
  items: readonly ItemName[]
  setItems: (items: readonly ItemName[]) => void
  faultOf: (path: string) => string | undefined
}

function ChosenItems({ items, setItems, faultOf }: ChosenItemsProps) {
  return (
    <ol className="joint-chosen" aria-label="选好的事项">
      {items.map((item, at) => (
        <li key={item.code}>
          <span>
            {item.name}<span className="second">{item.code}</span>
            {faultOf(`items.${at}`) !== undefined && <span className="field-fault">▲ {faultOf(`items.${at}`)}</span>}
          </span>
          <Button size="small" disabled={at === 0} aria-label={`${item.name}上移`} onClick={() => setItems(moved(items, at, -1))}>上移</Button>
          <Button size="small" danger aria-label={`去掉${item.name}`} onClick={() => setItems(items.filter((one) => one !== item))}>去掉</Button>
        </li>
      ))}
    </ol>
  )
}

function faultsIn({ name, lead, items }: { name: string; lead: string | undefined; items: readonly ItemName[] }): Record<string, string> {
  return {
    ...(name.trim() === '' && { name: '请写名称，群众怎么叫就怎么写' }), ...(lead === undefined && { lead: '请选牵头部门' }),
    ...(items.length < ITEMS_MIN && { items: `请至少选 ${ITEMS_MIN} 件事项，现在选了 ${items.length} 件` }),
  }
}
