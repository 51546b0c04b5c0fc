import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { go } from '../shell/router.ts'
import { roomAddress } from '../shell/rooms.ts'
import { drawUp, type PeriodKind } from './calls.ts'
import { endedStarts, nameOf } from './words.ts'

const OFFERED = { month: 12, quarter: 6 } as const

/** Draws up a month or quarter that has ended; until it is locked it may be done again. */
export function DrawForm({ today }: { today: string }) {
  const choices = (['month', 'quarter'] as const).flatMap((kind) =>
    endedStarts(kind, today, OFFERED[kind]).map((start) => ({ value: `${kind} ${start}`, label: nameOf(kind, start) })),
  )
  const [chosen, setChosen] = useState(choices[0]?.value ?? '')
  const { trouble, isBusy, done, send } = useSending()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const [kind = 'month', start = ''] = chosen.split(' ')
    const asKind: PeriodKind = kind === 'quarter' ? 'quarter' : 'month'
    void send(async () => { const { id } = await drawUp(asKind, start); go(roomAddress('assessment', `id=${id}`)) })
  }
  return (
    <form className="card assessment-draw" onSubmit={submit}>
      <SendingNote trouble={trouble} done={done} />
      <LabelledField title="拟定哪一期" isRequired help="用现在的数和现在的考核办法；没有锁定的可以重新拟定">
        {(described) => <PlainSelect {...described} value={chosen} set={(value = '') => setChosen(value)} options={choices} />}
      </LabelledField>
      <Button type="primary" htmlType="submit" loading={isBusy}>拟定</Button>
    </form>
  )
}
