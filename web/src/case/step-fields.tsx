import type { FieldFault } from '../api/trouble.ts'
import type { MaterialState } from '../api/types.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { CheckedMaterials } from './checked-materials.tsx'
import { CorrectionEditor } from './correction-editor.tsx'
import { entriesOf } from './correction-draft.ts'
import type { Field } from './fields.ts'
import { Phrases } from './phrases.tsx'
import { PlainControl } from './plain-control.tsx'
import { faultOf, type Values } from './step-data.ts'
import { StepFiles } from './step-files.tsx'
import { RefusedLanes } from '../joint/refused-lanes.tsx'
import type { WholeLane } from '../joint/whole-calls.ts'
import type { Checking } from './use-checking.ts'
import type { StepForm } from './use-step-form.ts'

interface StepFieldsProps {
  /** The item and the step whose usual words are offered. */
  about: { item: string; step: string }
  form: StepForm
  values: Values
  materials: readonly MaterialState[]
  /** Of a joint matter, where it is one. */
  lanes: readonly WholeLane[]
  checking: Checking
}

/** One control for each field of the step's schema. */
export function StepFields({ about, form, values, materials, lanes, checking }: StepFieldsProps) {
  return form.fields.map((field) => {
    const faults = form.trouble?.fields ?? []
    const isRequired = field.required || field.control.kind === 'checked-materials'
    const frame = { title: field.title, isRequired, help: field.help, fault: field.control.kind === 'refused-lanes' ? undefined : faultOf(faults, field.name) }
    const value = values[field.name]
    const set = (changed: unknown) => form.change(field.name, changed)
    const control = { field, value, set }
    return (
      <div key={field.name} data-field={field.name}>
        {isGroup(field)
          ? <LabelledGroup {...frame}>{() => <GroupControl {...control} materials={materials} lanes={lanes} checking={checking} faults={faults} />}</LabelledGroup>
          : <LabelledField {...frame}>{(described) => <PlainControl {...control} described={described} />}</LabelledField>}
        {field.control.kind === 'text' && <Phrases {...about} value={typeof value === 'string' ? value : ''} set={set} />}
      </div>
    )
  })
}

interface GroupControlProps {
  faults: readonly FieldFault[]
  field: Field
  value: unknown
  set: (value: unknown) => void
  materials: readonly MaterialState[]
  lanes: readonly WholeLane[]
  checking: Checking
}

function GroupControl({ field, value, set, materials, lanes, checking, faults }: GroupControlProps) {
  switch (field.control.kind) {
    case 'correction': return <CorrectionEditor entries={entriesOf(value)} set={set} materials={materials} ticks={checking.ticks} />
    case 'refused-lanes': return <RefusedLanes lanes={lanes} value={value} set={set} faultAt={(at) => faultOf(faults, at === undefined ? field.name : `${field.name}.${at}`)} />
    case 'files': return <StepFiles value={value} set={set} title={field.title} />
    case 'checked-materials': return <CheckedMaterials materials={materials} checking={checking} />
    default: return <PlainControl field={field} value={value} set={set} described={{ id: '' }} />
  }
}

function isGroup({ control: { kind } }: Field): boolean {
  return kind === 'choice' || kind === 'correction' || kind === 'checked-materials' || kind === 'refused-lanes' || kind === 'files'
}
