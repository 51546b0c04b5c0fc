import { Alert, Button, Drawer } from 'antd'
import { useEffect, useRef, type KeyboardEvent, type RefObject, type SyntheticEvent } from 'react'
import type { CaseView, EventView } from '../api/types.ts'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useFocusReturn } from '../kit/use-focus-return.ts'
import { ConflictNote } from './conflict-note.tsx'
import { recommendationText, reviewFor } from './recommendation.ts'
import { firstFaulty, otherFaults } from './step-data.ts'
import { StepFields } from './step-fields.tsx'
import type { Checking } from './use-checking.ts'
import type { CaseFile } from './use-case.ts'
import { useStepForm, type StepForm } from './use-step-form.ts'

interface StepDrawerProps {
  file: CaseFile
  step: string
  checking: Checking
  close: () => void
  finish: (label: string, after: CaseView) => void
  reload: () => Promise<void>
}

/** The form of one step, filled in; Ctrl+Enter sends it. */
export function StepDrawer({ file, step, checking, close, finish, reload }: StepDrawerProps) {
  useFocusReturn()
  const offer = file.found.steps.find((each) => each.step === step)
  const first = useRef(offer)
  const openedAt = useRef(file.found.version)
  const form = useStepForm({ file, offer: first.current, step, ticks: checking.ticks, finish, reload })
  const body = useRef<HTMLFormElement>(null)
  useFocusFirst(body, form)
  const send = (event: SyntheticEvent) => { event.preventDefault(); void form.submit() }
  const sendByKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) send(event)
  }
  const isConflict = form.trouble?.code === 'conflict' || form.trouble?.code === 'rule'
  return (
    <Drawer
      open placement="right" size={620} onClose={close} closable={{ closeIcon: <span aria-label="关闭">✕</span> }}
      title={<StepTitle label={first.current?.label ?? step} basis={first.current?.basis ?? null} />}
      footer={<Foot form={form} isGone={offer === undefined} close={close} send={send} />}
    >
      <form ref={body} className="step-form" onSubmit={send} noValidate onKeyDown={sendByKey}>
        {form.restored !== 'no' && <Restored form={form} />}
        {form.draftTrouble && <TroubleNote trouble={form.draftTrouble} again={form.draftAgain} />}
        {form.trouble && isConflict && <ConflictNote trouble={form.trouble} file={file} openedAt={openedAt.current} isGone={offer === undefined} />}
        {form.trouble && !isConflict && <TroubleNote trouble={form.trouble} />}
        {otherFaults(form.trouble?.fields ?? [], form.fields).map(({ path, message }) => (
          <p key={path} className="field-fault">{path}：{message}</p>
        ))}
        <ReviewNote review={reviewFor(step, file.events)} />
        {form.values && (
          <StepFields
            about={{ item: file.found.item.code, step }} form={form} values={form.values} materials={file.materials?.materials ?? []}
            lanes={file.whole?.lanes ?? []} checking={checking}
          />
        )}
      </form>
    </Drawer>
  )
}

function StepTitle({ label, basis }: { label: string; basis: string | null }) {
  return <>{label}{basis !== null && <span className="drawer-basis">{basis}</span>}</>
}

interface FootProps { form: StepForm; isGone: boolean; close: () => void; send: (event: SyntheticEvent) => void }

function Foot({ form, isGone, close, send }: FootProps) {
  const isIdle = form.values === undefined || isGone
  return (
    <div className="drawer-foot">
      <Button type="primary" size="large" loading={form.isBusy} disabled={isIdle} onClick={send}>提交 <kbd>Ctrl Enter</kbd></Button>
      <Button size="large" onClick={close}>关闭 <kbd>Esc</kbd></Button>
    </div>
  )
}

/** What the decision rests on, where it is written. */
function ReviewNote({ review }: { review: EventView | undefined }) {
  if (review === undefined) return null
  return (
    <blockquote className="review-note" aria-label="审查意见">
      <p>
        <strong>{recommendationText(review.data) ?? '审查意见'}</strong>{' '}
        <span className="faded">{review.by}{review.person !== null && `（${review.person}）`} · {momentText(review.at)}</span>
      </p>
      {review.note !== null && <p>{review.note}</p>}
    </blockquote>
  )
}

function Restored({ form }: { form: StepForm }) {
  const sentence = form.restored === 'older' ? '这是上次没有提交的内容；办件后来有变化，请看一遍再提交' : '这是上次没有提交的内容'
  return <Alert type="info" showIcon title={sentence} action={<Button size="small" onClick={form.startOver}>重新拟稿</Button>} />
}

/** The first field when the form is there; after a refusal the first field that is wrong. */
function useFocusFirst(body: RefObject<HTMLFormElement | null>, { values, trouble, fields }: StepForm): void {
  const isReady = values !== undefined
  useEffect(() => { if (isReady) focusIn(body.current) }, [isReady, body])
  useEffect(() => {
    const faulty = trouble && firstFaulty(trouble.fields, fields)
    if (faulty) focusIn(body.current?.querySelector(`[data-field="${faulty.name}"]`))
  }, [trouble, fields, body])
}

function focusIn(container: Element | null | undefined): void {
  const control = container?.querySelector<HTMLElement>('[aria-invalid="true"]')
    ?? container?.querySelector<HTMLElement>('textarea, input:not([type="hidden"]):not([disabled]), button')
  control?.focus()
  if (control instanceof HTMLTextAreaElement) control.setSelectionRange(control.value.length, control.value.length)
}
