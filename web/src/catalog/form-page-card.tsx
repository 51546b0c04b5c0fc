import { Button, Input } from 'antd'
import type { DragEvent } from 'react'
import type { Problem } from './calls.ts'
import { addField, changePage, movePage, removePage } from './form-edit.ts'
import { FormFieldCard } from './form-field-card.tsx'
import type { ItemForm } from './item-shape.ts'

export interface Place { page: number; at: number }

interface FormPageCardProps {
  form: ItemForm
  at: number
  problems: readonly Problem[]
  change: (form: ItemForm) => void
  /** The field somebody holds. */
  dragged: string | undefined
  setDragged: (name: string | undefined) => void
  drop: (to: Place) => void
}

/** One page of the form with its fields. */
export function FormPageCard({ form, at, problems, change, dragged, setDragged, drop }: FormPageCardProps) {
  const pages = form['x-pages']
  const { title = '', help = '', fields = [] } = pages[at] ?? {}
  const mayDrop = (event: DragEvent) => { if (dragged !== undefined) event.preventDefault() }
  const others = (names: readonly string[]) => names.filter((one) => one !== dragged).length
  return (
    <fieldset className="part-card" onDragOver={mayDrop} onDrop={() => drop({ page: at, at: others(fields) })}>
      <legend>第 {at + 1} 页</legend>
      <label className="part-field">
        标题<Input value={title} maxLength={100} onChange={({ target }) => change(changePage(form, at, { title: target.value }))} />
      </label>
      <label className="part-field">
        说明（选填）
        <Input value={help} maxLength={300} onChange={({ target }) => change(changePage(form, at, { help: target.value === '' ? undefined : target.value }))} />
      </label>
      <ul className="form-fields">
        {fields.map((name, place) => (
          <li
            key={name} className={dragged === name ? 'dragged' : undefined} onDragOver={mayDrop}
            onDrop={(event) => { event.stopPropagation(); drop({ page: at, at: others(fields.slice(0, place)) }) }}
          >
            <FormFieldCard
              form={form} name={name} problems={problems} change={change} drag={{ start: () => setDragged(name), end: () => setDragged(undefined) }}
            />
          </li>
        ))}
      </ul>
      <div className="acts">
        <Button size="small" onClick={() => change(addField(form, at))}>第 {at + 1} 页加一个字段</Button>
        <Button size="small" disabled={at === 0} onClick={() => change(movePage(form, at, -1))} aria-label={`第 ${at + 1} 页上移`}>上移</Button>
        <Button size="small" disabled={at === pages.length - 1} onClick={() => change(movePage(form, at, 1))} aria-label={`第 ${at + 1} 页下移`}>下移</Button>
        <Button size="small" danger onClick={() => change(removePage(form, at))}>
          <span className="unseen">第 {at + 1} 页 </span>{pages.length > 1 ? '删去这一页（字段并到相邻的页）' : '删去这一页和字段'}
        </Button>
      </div>
    </fieldset>
  )
}
