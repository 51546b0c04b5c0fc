import { Checkbox, Input, InputNumber, Radio } from 'antd'
import type { Described } from '../kit/labelled.tsx'
import type { Field } from './fields.ts'

interface PlainControlProps { field: Field; value: unknown; set: (value: unknown) => void; described: Described }

const ROWS = { minRows: 2, maxRows: 12 }

/** The control of a field that needs no knowledge of the case. */
export function PlainControl({ field: { control, title }, value, set, described }: PlainControlProps) {
  const text = typeof value === 'string' ? value : ''
  const type = (event: { target: { value: string } }) => set(event.target.value)
  switch (control.kind) {
    case 'text': return <Input.TextArea {...described} value={text} onChange={type} autoSize={ROWS} maxLength={control.lengthMax} />
    case 'lines': return <Input.TextArea {...described} value={text} onChange={type} autoSize={ROWS} placeholder="一行一条" />
    case 'line': return <Input {...described} value={text} onChange={type} maxLength={control.lengthMax} />
    case 'day': return <Input {...described} type="date" value={text} onChange={type} className="day-input" />
    case 'number': return (
      <InputNumber<number>
        {...described} value={typeof value === 'number' ? value : null} onChange={set} {...(control.whole && { precision: 0 })}
        {...(control.minimum !== undefined && { min: control.minimum })} {...(control.maximum !== undefined && { max: control.maximum })}
      />
    )
    case 'tick': return <Checkbox {...described} checked={value === true} onChange={(event) => set(event.target.checked)}>{title}</Checkbox>
    case 'choice': return <Radio.Group name={title} value={value} onChange={(event) => set(event.target.value)} options={control.options} />
    default: return null
  }
}
