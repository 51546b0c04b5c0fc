import { Button, Checkbox, Modal } from 'antd'
import { useEffect, useRef, useState, type KeyboardEvent } from 'react'
import { fetchCase, fetchDraft } from '../api/calls.ts'
import { startSteps } from '../api/desk-calls.ts'
import type { RunWithItems } from '../api/desk-types.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { StepName, WorklistRow } from '../api/types.ts'
import { draftedValues } from '../case/drafted-values.ts'
import { fieldsOf, type Field } from '../case/fields.ts'
import { PlainControl } from '../case/plain-control.tsx'
import { faultOf, stepData, type Values } from '../case/step-data.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useFocusReturn } from '../kit/use-focus-return.ts'
import { useLoaded } from '../kit/use-loaded.ts'

interface BulkStepDialogProps { step: StepName; rows: readonly WorklistRow[]; close: () => void; done: (run: RunWithItems) => void }

/** One form for all chosen cases, filled in as for the first of them. */
export function BulkStepDialog({ step, rows, close, done }: BulkStepDialogProps) {
  useFocusReturn()
  const form = useBulkForm(step, rows)
  const [atOnce, setAtOnce] = useState(false)
  const body = useRef<HTMLFormElement>(null)
  const isReady = form.values !== undefined
  useEffect(() => { if (isReady) body.current?.querySelector<HTMLElement>('textarea, input')?.focus() }, [isReady])
  const { send, isBusy, trouble } = useSending({ step, rows, done })
  const submit = () => { if (form.values) void send(stepData(form.fields, form.values), atOnce) }
  const byKey = (event: KeyboardEvent) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit() }
  return (
    <Modal
      open title={`${rows.length} 件一起${step.label}`} onCancel={close}
      footer={<Button type="primary" loading={isBusy} disabled={!form.values} onClick={submit}>{step.label} {rows.length} 件 <kbd>Ctrl Enter</kbd></Button>}
    >
      <form ref={body} className="step-form" onSubmit={(event) => { event.preventDefault(); submit() }} onKeyDown={byKey}>
        {form.trouble && <TroubleNote trouble={form.trouble} again={form.again} />}
        {trouble && <TroubleNote trouble={trouble} />}
        <p>每一件各自核对权限和状态，办不成的单独说明，不影响别的。</p>
        {form.fields.map((field) => (
          <BulkField
            key={field.name} field={field} value={form.values?.[field.name]} set={(value) => form.change(field.name, value)}
            fault={faultOf(trouble?.fields ?? [], `data.${field.name}`)}
          />
        ))}
        <Checkbox checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)}>立即生效（不勾选的，十分钟后生效，之前可以整批撤回）</Checkbox>
      </form>
    </Modal>
  )
}

function BulkField({ field, value, set, fault }: { field: Field; value: unknown; set: (value: unknown) => void; fault: string | undefined }) {
  const frame = { title: field.title, isRequired: field.required, help: field.help, fault }
  if (field.control.kind === 'choice')
    return <LabelledGroup {...frame}>{() => <PlainControl field={field} value={value} set={set} described={{ id: '' }} />}</LabelledGroup>
  return <LabelledField {...frame}>{(described) => <PlainControl field={field} value={value} set={set} described={described} />}</LabelledField>
}

/** What must be looked at case by case has no place in a form for many. */
const EACH_BY_ITSELF: readonly Field['control']['kind'][] = ['correction', 'checked-materials', 'refused-lanes']

function useBulkForm({ step }: StepName, [first]: readonly WorklistRow[]) {
  const caseId = first?.id ?? ''
  const { answer, trouble, reload } = useLoaded(`${caseId} ${step}`, async () => {
    const [found, draft] = await Promise.all([fetchCase(caseId), fetchDraft(caseId, step)])
    const fields = fieldsOf(found.steps.find((offer) => offer.step === step)?.form).filter(({ control }) => !EACH_BY_ITSELF.includes(control.kind))
    return { fields, values: draftedValues(fields, draft, { materials: [], ticks: {} }) }
  })
  const [changed, setChanged] = useState<Values>({})
  return {
    fields: answer?.fields ?? [], values: answer && { ...answer.values, ...changed }, trouble, again: () => void reload(),
    change: (name: string, value: unknown) => setChanged((before) => ({ ...before, [name]: value })),
  }
}

function useSending({ step: { step }, rows, done }: Pick<BulkStepDialogProps, 'step' | 'rows' | 'done'>) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const keyFor = useRef(keyKeeper())
  const send = async (data: Record<string, unknown>, atOnce: boolean) => {
    if (isBusy) return
    const request = { step, data, atOnce, cases: rows.map(({ id, version }) => ({ caseId: id, version })) }
    setBusy(true)
    try {
      done(await startSteps(request, keyFor.current(request)))
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
      setBusy(false)
    }
  }
  return { send, isBusy, trouble }
}
