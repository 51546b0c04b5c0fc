import { Button, Input } from 'antd'
import { useState } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSettled } from '../kit/use-settled.ts'
import { findPeople } from './calls.ts'
import type { StaffPerson } from './types.ts'

const SETTLED_MILLISECONDS = 250

/** Staff by name, each with a button that takes her. */
export function PeopleSearch({ label, taken, add }: { label: string; taken: readonly string[]; add: (person: StaffPerson) => void }) {
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim(), SETTLED_MILLISECONDS)
  const { answer: found = [], trouble, isLoading } = useLoaded(`award people ${words}`, () => (words === '' ? Promise.resolve([]) : findPeople(words)))
  const isSettled = words !== '' && !isLoading && !trouble
  return (
    <div className="award-search">
      <LabelledField title={label} help="打姓名里的字或单位，从列出的里面选">
        {(described) => (
          <Input
            {...described} allowClear maxLength={50} value={typed} onChange={({ target }) => setTyped(target.value)}
            onKeyDown={(event) => { if (event.key === 'Enter') event.preventDefault() }}
          />
        )}
      </LabelledField>
      {trouble && <TroubleNote trouble={trouble} />}
      <p className="unseen" role="status">{isSettled && `找到 ${found.length} 人`}</p>
      {isSettled && found.length === 0 && <p className="faded">没有找到。换个字再试。</p>}
      <ul className="award-found">
        {found.map((person) => (
          <li key={person.id}>
            <span>{person.name}<span className="faded">　{person.organisationName}</span></span>
            <Button
              size="small" disabled={taken.includes(person.id)} aria-label={`加上${person.name}，${person.organisationName}`}
              onClick={() => { add(person); setTyped('') }}
            >{taken.includes(person.id) ? '已经在了' : '加上'}</Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
