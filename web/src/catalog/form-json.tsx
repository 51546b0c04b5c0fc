import { Button, Input } from 'antd'
import { useState } from 'react'
import { formIn } from './form-edit.ts'
import type { ItemForm } from './item-shape.ts'

/** The form as the JSON Schema it is. What is not yet a form stays in the box and out of the item. */
export function FormJson({ form, change, close }: { form: ItemForm; change: (form: ItemForm) => void; close: () => void }) {
  const [text, setText] = useState(() => JSON.stringify(form, null, 2))
  const read = formIn(text)
  const fault = 'fault' in read ? read.fault : undefined
  const type = (next: string) => {
    setText(next)
    const now = formIn(next)
    if ('form' in now) change(now.form)
  }
  return (
    <section className="card" aria-label="表单 JSON">
      <div className="acts">
        <h2>表单（JSON Schema）</h2>
        <Button size="small" disabled={fault !== undefined} onClick={close}>
          回到图形编辑
        </Button>
        {fault !== undefined && (
          <Button size="small" danger onClick={close}>
            不要没写完的这部分，回到图形编辑
          </Button>
        )}
      </div>
      {fault !== undefined && (
        <p className="field-fault" role="alert">
          <span aria-hidden="true">▲ </span>
          {fault}
        </p>
      )}
      <Input.TextArea
        aria-label="表单的 JSON"
        className="json-text"
        rows={24}
        spellCheck={false}
        value={text}
        status={fault === undefined ? '' : 'error'}
        onChange={({ target }) => type(target.value)}
      />
    </section>
  )
}
