import { Button } from 'antd'
import { useState, type DragEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import type { Fields, Problem } from './calls.ts'
import { changeField, FIELD_NAME, moveField, removeField, renameField, setRequired, shiftField } from './form-edit.ts'
import { Fold } from './fold.tsx'
import type { FormField, ItemForm } from './item-shape.ts'
import { faultWords, withValue } from './item-values.ts'
import { FORM_FIELD, type Entry } from './layout.ts'
import { ValueControl } from './value-control.tsx'

interface Drag { start: () => void; end: () => void }
interface FormFieldCardProps { form: ItemForm; name: string; problems: readonly Problem[]; change: (form: ItemForm) => void; drag: Drag }

/** One field of the form: closed a line, open everything that can be said of it. */
export function FormFieldCard({ form, name, problems, change, drag }: FormFieldCardProps) {
  const field = form.properties[name]
  const title = field?.title || '（没有名称）'
  const path = `form.properties.${name}`
  const faults = problems.filter((one) => one.path === path || one.path.startsWith(`${path}.`))
  return (
    <Fold isNew={field?.title === ''} summary={(
      <>
        <Grip name={name} drag={drag} />
        <strong>{title}</strong>{' '}
        <span className="faded">{kindWords(field)}{form.required.includes(name) ? '，必填' : ''}{field?.['x-when'] ? '，看情形' : ''}</span>
        {faults.length > 0 && <span className="late"> ▲ 要改 {faults.length} 处</span>}
      </>
    )}>
      <FieldActs form={form} name={name} title={title} change={change} />
      <div className="item-fields">
        <FieldName form={form} name={name} change={change} />
        {FORM_FIELD.map((entry) => (
          <LabelledField
            key={entry.path} title={entry.title} isRequired={entry.isRequired} help={entry.help}
            fault={faultWords(faults.find((one) => one.path === `${path}.${entry.path}`))}
          >
            {(described) => (
              <ValueControl
                entry={entry} value={valueOf(form, name, entry)} organisations={[]} described={described}
                change={(value) => change(withEntry(form, name, entry, value))}
              />
            )}
          </LabelledField>
        ))}
      </div>
    </Fold>
  )
}

type FieldActsProps = Pick<FormFieldCardProps, 'form' | 'name' | 'change'> & { title: string }

/** Up, down, to another page, away. */
function FieldActs({ form, name, title, change }: FieldActsProps) {
  const page = form['x-pages'].findIndex(({ fields }) => fields.includes(name))
  const toEndOf = (to: number) => change(moveField(form, name, { page: to, at: form['x-pages'][to]?.fields.length ?? 0 }))
  return (
    <div className="acts">
      <Button size="small" onClick={() => change(shiftField(form, name, -1))} aria-label={`${title}上移`}>上移</Button>
      <Button size="small" onClick={() => change(shiftField(form, name, 1))} aria-label={`${title}下移`}>下移</Button>
      <label>移到 <select className="choice" value={page} onChange={({ target }) => toEndOf(Number(target.value))}>
        {form['x-pages'].map(({ title: words }, at) => <option key={at} value={at}>第 {at + 1} 页 {words}</option>)}
      </select></label>
      <Button size="small" danger onClick={() => change(removeField(form, name))} aria-label={`${title}删去`}>删去</Button>
    </div>
  )
}

function Grip({ name, drag }: { name: string; drag: Drag }) {
  const start = ({ dataTransfer }: DragEvent) => {
    dataTransfer.setData('text/plain', name)
    dataTransfer.effectAllowed = 'move'
    drag.start()
  }
  return <span className="grip" draggable aria-hidden="true" onDragStart={start} onDragEnd={drag.end}>⠿</span>
}

/** Programs know the field by this name; people never see it. */
function FieldName({ form, name, change }: Pick<FormFieldCardProps, 'form' | 'name' | 'change'>) {
  const [fault, setFault] = useState<string>()
  const leave = (text: string) => {
    const isTaken = text !== name && Object.hasOwn(form.properties, text)
    setFault(isTaken ? `已经有一个字段叫“${text}”，还没有记下` : FIELD_NAME.test(text) ? undefined : '请以小写字母开头，只用字母和数字，还没有记下')
    if (text !== name && FIELD_NAME.test(text) && !isTaken) change(renameField(form, name, text))
  }
  return (
    <LabelledField title="字段" isRequired help="程序里的名字，群众看不到" fault={fault}>
      {(described) => <input {...described} className="choice" defaultValue={name} maxLength={64} onBlur={({ target }) => leave(target.value.trim())} />}
    </LabelledField>
  )
}

function valueOf(form: ItemForm, name: string, { path }: Entry): unknown {
  if (path === 'isRequired') return form.required.includes(name)
  return Object.entries(form.properties[name] ?? {}).find(([one]) => one === path)?.[1]
}

function withEntry(form: ItemForm, name: string, { path }: Entry, value: unknown): ItemForm {
  if (path === 'isRequired') return setRequired(form, name, value === true)
  const field: Fields = { ...form.properties[name] }
  // Safe: the controls are those of the entry, which gives a value of the field's own kind; the server checks it again.
  return changeField(form, name, withValue(field, path, value) as FormField)
}

function kindWords(field: FormField | undefined): string {
  if (field?.enum) return `${field.enum.length} 选一`
  const kinds = FORM_FIELD.find(({ path }) => path === (field?.['x-kind'] ? 'x-kind' : 'type'))?.kind
  const word = field?.['x-kind'] ?? field?.type ?? ''
  return typeof kinds === 'object' && 'one' in kinds ? kinds.one[word] ?? word : word
}
