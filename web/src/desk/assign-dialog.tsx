import { Button, Input, Modal } from 'antd'
import { useRef, useState } from 'react'
import { startAssignment, type ChosenCase } from '../api/desk-calls.ts'
import type { RunWithItems } from '../api/desk-types.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useFocusReturn } from '../kit/use-focus-return.ts'
import { useMe } from '../shell/session.tsx'
import { ColleagueChoice } from './colleague-choice.tsx'
import { forgetColleagues } from './use-colleagues.ts'
import './desk.css'

interface AssignDialogProps { cases: readonly ChosenCase[]; close: () => void; done: (run: RunWithItems) => void }

/** Whose these cases are to be: mine unless another is chosen. */
export function AssignDialog({ cases, close, done }: AssignDialogProps) {
  useFocusReturn()
  const me = useMe()
  const [handlerId, setHandlerId] = useState(me.id)
  const [note, setNote] = useState('')
  const { send, isBusy, trouble } = useAssigning(cases, done)
  const give = (to?: string) => void send({ ...(to !== undefined && { handlerId: to }), ...(note.trim() !== '' && { note: note.trim() }) })
  return (
    <Modal
      open title={`${cases.length} 件交给谁`} onCancel={close}
      footer={[
        <Button key="none" onClick={() => give()} disabled={isBusy}>不定经办人</Button>,
        <Button key="give" type="primary" loading={isBusy} onClick={() => give(handlerId)}>交给 <kbd>Ctrl Enter</kbd></Button>,
      ]}
    >
      <form
        className="step-form" onSubmit={(event) => { event.preventDefault(); give(handlerId) }}
        onKeyDown={(event) => { if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) give(handlerId) }}
      >
        {trouble && <TroubleNote trouble={trouble} />}
        <LabelledGroup title="经办人" isRequired help="只列本单位办件的同事；十分钟内可以整批撤回。">
          {() => <ColleagueChoice name="handler" value={handlerId} set={setHandlerId} />}
        </LabelledGroup>
        <LabelledField title="说明">
          {(described) => <Input {...described} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />}
        </LabelledField>
      </form>
    </Modal>
  )
}

function useAssigning(cases: readonly ChosenCase[], done: AssignDialogProps['done']) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const keyFor = useRef(keyKeeper())
  const send = async (asked: { handlerId?: string; note?: string }) => {
    if (isBusy) return
    const request = { ...asked, cases: cases.map(({ caseId }) => ({ caseId })) }
    setBusy(true)
    try {
      const run = await startAssignment(request, keyFor.current(request))
      forgetColleagues()
      done(run)
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
      setBusy(false)
    }
  }
  return { send, isBusy, trouble }
}
