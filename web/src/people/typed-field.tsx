import { Input } from 'antd'
import { LabelledField } from '../kit/labelled.tsx'

interface Typed {
  name: string
  title: string
  help?: string
  fault: string | undefined
  autoComplete?: string
  type?: 'text' | 'password' | 'date'
}

/** One line to type in, with its label, help and fault. */
export function TypedField({ name, title, help, fault, autoComplete = 'off', type = 'text' }: Typed) {
  return (
    <LabelledField title={title} isRequired help={help} fault={fault}>
      {(described) => <Input name={name} type={type} autoComplete={autoComplete} maxLength={128} {...described} />}
    </LabelledField>
  )
}

/** What was typed into the fields of a form. */
export function typedIn(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
}
