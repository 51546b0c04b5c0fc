import { Button, Input } from 'antd'
import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { caseAddress } from '../shell/address.ts'
import { go } from '../shell/router.ts'
import { dismissAlert, rectifyAlert, type AlertRow } from './calls.ts'

/** What a supervisor can do with an alert: hand it to rectification, or say that it is none. */
export function AlertActs({ row, again }: { row: AlertRow; again: () => void }) {
  const [isDismissing, setDismissing] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const act = async (work: () => Promise<void>) => { try { await work() } catch (thrown) { setTrouble(troubleOf(thrown)) } }
  const about = `${row.levelName} ${row.number}`
  return (
    <div className="alert-acts">
      {row.level !== 'reminder' && (
        <Button
          size="small"
          type="primary"
          aria-label={`交给整改：${about}`}
          onClick={() => void act(async () => go(caseAddress((await rectifyAlert(row.id)).caseId)))}
        >
          交给整改
        </Button>
      )}
      <Button size="small" aria-label={`预警有误：${about}`} aria-expanded={isDismissing} onClick={() => setDismissing(!isDismissing)}>
        预警有误
      </Button>
      {isDismissing && (
        <Dismissal
          send={(reason) =>
            void act(async () => {
              await dismissAlert(row.id, reason)
              again()
            })
          }
        />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
    </div>
  )
}

function Dismissal({ send }: { send: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  return (
    <form
      className="dismissal"
      onSubmit={(event) => {
        event.preventDefault()
        send(reason.trim())
      }}
    >
      <LabelledField title="为什么不算" isRequired>
        {(described) => <Input {...described} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />}
      </LabelledField>
      <Button htmlType="submit" size="small" disabled={reason.trim().length < 2}>
        确定不算
      </Button>
    </form>
  )
}
