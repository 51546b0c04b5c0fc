import type { MaterialState } from '../api/types.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { CheckedMaterials } from './checked-materials.tsx'
import { CorrectionEditor } from './correction-editor.tsx'
import { entriesOf } from './correction-draft.ts'
import type { Field } from './fields.ts'
import { Phrases } from './phrases.tsx'
import { PlainControl } from './plain-control.tsx'
import { faultOf, type Values } from './step-data.ts'
import type { Checking } from './use-checking.ts'
import type { StepForm } from './use-step-form.ts'

interface StepFieldsProps {
  /** The item and the step whose usual words are offered. */
  about: { item: string; step: string }
  form: StepForm
  values: Values
  materials: readonly MaterialState[]
  checking: Checking
}

/** One control for each field of the step's schema. */
export function StepFields({ about, form, values, materials, checking }: StepFieldsProps) {
  return form.fields.map((field) => {
    const faults = form.trouble?.fields ?? []
    const isRequired = field.required || field.control.kind === 'checked-materials'
    const frame = { title: field.title, isRequired, help: field.help, fault: faultOf(faults, field.name) }
    const value = values[field.name]
    const set = (changed: unknown) => form.change(field.name, changed)
    const control = { field, value, set }
    return (
      <div key={field.name} data-field={field.name}>
        {isGroup(field)
          ? <LabelledGroup {...frame}>{() => <GroupControl {...control} materials={materials} checking={checking} />}</LabelledGroup>
          : <LabelledField {...frame}>{(described) => <PlainControl {...control} described={described} />}</LabelledField>}
        {field.control.kind === 'text' && <Phrases {...about} value={typeof value === 'string' ? value : ''} set={set} />}
      </div>
    )
  })
}

interface GroupControlProps {
  field: Field
  value: unknown
  set: (value: unknown) => void
  materials: readonly MaterialState[]
  checking: Checking
}

function GroupControl({ field, value, set, materials, checking }: GroupControlProps) {
  switch (field.control.kind) {
    case 'correction': return <CorrectionEditor entries={entriesOf(value)} set={set} materials={materials} ticks={checking.ticks} />
    case 'checked-materials': return <CheckedMaterials materials={materials} checking={checking} />
    default: return <PlainControl field={field} value={value} set={set} described={{ id: '' }} />
  }
}

function isGroup({ control: { kind } }: Field): boolean {
  return kind === 'choice' || kind === 'correction' || kind === 'checked-materials'
}
