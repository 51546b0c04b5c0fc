import { Button, Input } from 'antd'
import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper, newRequestKey } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { go } from '../shell/router.ts'
import { askRun, type Asked, type Change, type Choices } from './calls.ts'
import { PartFields } from './part-fields.tsx'
import { changeTexts, runAddress } from './words.ts'

/** Which month, and what would be otherwise in it. The server goes on computing if the page closes. */
export function ChangeForm({ choices }: { choices: Choices }) {
  const months = choices.months.map((month) => ({ value: month, label: month }))
  const [base, setBase] = useState(choices.months[0] ?? '')
  const [name, setName] = useState('')
  const [parts, setParts] = useState<Change[]>([])
  const [trouble, setTrouble] = useState<Trouble>()
  const [isSending, setSending] = useState(false)
  const [keyFor] = useState(() => keyKeeper(newRequestKey))
  const send = async () => {
    const asked: Asked = { base, change: { ...(name.trim() !== '' && { name: name.trim() }), ...merged(parts) } }
    setSending(true)
    try {
      go(runAddress((await askRun(asked, keyFor(asked))).id))
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
    setSending(false)
  }
  return (
    <form className="card" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <div className="what-if-fields">
        <LabelledField title="重演哪个月" isRequired>
          {(described) => <PlainSelect {...described} value={base} set={(month) => setBase(month ?? base)} options={months} />}
        </LabelledField>
        <LabelledField title="给改动起个名字">
          {(described) => <Input {...described} maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />}
        </LabelledField>
      </div>
      <PartFields choices={choices} add={(part) => setParts([...parts, part])} />
      {parts.length === 0 && <p className="empty">还没有改动。在上面选好一项，按“加上这一项”。</p>}
      {parts.length > 0 && (
        <Chosen texts={parts.map((part) => changeTexts(part, choices).join('；'))} remove={(place) => setParts(parts.filter((_, other) => other !== place))} />
      )}
      {trouble && <TroubleNote trouble={trouble} />}
      <p>
        <Button type="primary" htmlType="submit" loading={isSending} disabled={parts.length === 0}>开始推演</Button> <span className="faded">在后台算，一般十几秒；关了页面也会算完。</span>
      </p>
    </form>
  )
}

function Chosen({ texts, remove }: { texts: readonly string[]; remove: (place: number) => void }) {
  return (
    <ul className="what-if-parts" aria-label="改动">
      {texts.map((text, place) => (
        <li key={`${place} ${text}`}>{text}<Button size="small" aria-label={`去掉：${text}`} onClick={() => remove(place)}>去掉</Button></li>
      ))}
    </ul>
  )
}

/** The parts as one change. */
function merged(parts: readonly Change[]): Change {
  const all = {
    staff: parts.flatMap(({ staff = [] }) => staff), limits: parts.flatMap(({ limits = [] }) => limits),
    together: parts.flatMap(({ together = [] }) => together), routing: parts.flatMap(({ routing = [] }) => routing),
    bundles: parts.flatMap(({ bundles = [] }) => bundles),
  }
  return {
    ...(all.staff.length > 0 && { staff: all.staff }), ...(all.limits.length > 0 && { limits: all.limits }),
    ...(all.together.length > 0 && { together: all.together }),
    ...(all.routing.length > 0 && { routing: all.routing }), ...(all.bundles.length > 0 && { bundles: all.bundles }),
  }
}
