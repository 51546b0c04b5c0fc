import { Button, Input, type InputRef } from 'antd'
import { useRef, useState } from 'react'
import { findItems, type ItemName } from '../api/calls.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSettled } from '../kit/use-settled.ts'

const SETTLED_MILLISECONDS = 250
const SHOWN_MAX = 8

/** Items in force by what people call them, each with a button that takes it. */
export function ItemSearch({ label, taken, add, fault }: {
  label: string; taken: readonly string[]; add: (item: ItemName) => void; fault?: string | undefined
}) {
  const [typed, setTyped] = useState('')
  const box = useRef<InputRef>(null)
  const words = useSettled(typed.trim(), SETTLED_MILLISECONDS)
  const { answer: found = [], trouble, isLoading } = useLoaded(`joint items ${words}`, () => (words === '' ? Promise.resolve([]) : findItems(words)))
  const choose = (item: ItemName) => {
    add(item)
    setTyped('')
    box.current?.focus()
  }
  const shown = found.filter(({ joint }) => joint === undefined).slice(0, SHOWN_MAX)
  return (
    <div className="joint-search">
      <LabelledField title={label} isRequired help="打几个字，从列出的里面选" fault={fault}>
        {(described) => (
          <Input
            {...described} ref={box} allowClear maxLength={100} value={typed} onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault() }}
          />
        )}
      </LabelledField>
      {trouble && <TroubleNote trouble={trouble} />}
      <p className="unseen" role="status">{words !== '' && !isLoading && `找到 ${shown.length} 件`}</p>
      {words !== '' && !isLoading && shown.length === 0 && !trouble && <p className="faded">没有找到。换个说法再试。</p>}
      <ul className="joint-found">
        {shown.map((item) => (
          <li key={item.code}>
            <span>{item.name}<span className="second">{item.organisationName ?? ''} {item.code}</span></span>
            <Button size="small" disabled={taken.includes(item.code)} aria-label={`加上${item.name}`} onClick={() => choose(item)}>
              {taken.includes(item.code) ? '已经选了' : '加上'}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
