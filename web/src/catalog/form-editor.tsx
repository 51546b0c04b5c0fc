import { Button } from 'antd'
import { useState } from 'react'
import type { Problem } from './calls.ts'
import { addPage, moveField } from './form-edit.ts'
import { FormJson } from './form-json.tsx'
import { FormPageCard, type Place } from './form-page-card.tsx'
import type { ItemForm } from './item-shape.ts'

interface FormEditorProps { form: ItemForm; problems: readonly Problem[]; change: (form: ItemForm) => void }

/** The form as pages with fields, to be arranged by dragging or by buttons; or as the JSON it is kept as. */
export function FormEditor({ form, problems, change }: FormEditorProps) {
  const [isJson, setJson] = useState(false)
  const [dragged, setDragged] = useState<string>()
  const pages = form['x-pages']
  const drop = (to: Place) => {
    if (dragged !== undefined) change(moveField(form, dragged, to))
    setDragged(undefined)
  }
  if (isJson) return <FormJson form={form} change={change} close={() => setJson(false)} />
  return (
    <section className="card" aria-label="表单">
      <div className="acts">
        <h2>表单（{pages.length} 页，{Object.keys(form.properties).length} 个字段）</h2><Button size="small" onClick={() => setJson(true)}>改 JSON</Button>
      </div>
      <p className="faded">一页上问一件事。拖动“⠿”可以换位置；用键盘的，按每个字段的“上移”“下移”，到了页头页尾就换到前后一页。什么情形下要填，到“情形”里勾选。</p>
      <ol className="part-cards">
        {/* Pages have no name of their own; where they stand is what tells them apart. */}
        {pages.map((_, at) => <li key={at}><FormPageCard form={form} at={at} problems={problems} change={change} dragged={dragged} setDragged={setDragged} drop={drop} /></li>)}
      </ol>
      <Button onClick={() => change(addPage(form))}>增加一页</Button>
    </section>
  )
}
