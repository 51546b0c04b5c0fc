import { Button, Checkbox, Input } from 'antd'
import { fetchStates } from '../api/desk-calls.ts'
import { SHOWN_COLUMNS, SORTS, type KeptNarrowing, type ShownColumn, type Sort } from '../api/desk-types.ts'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { ItemChoice } from './item-choice.tsx'
import { CLOSED_SORT_WORDS, COLUMN_WORDS, DUE_CHOICES, PLAIN, SORT_WORDS, withCondition, type Lens } from './narrowing.ts'

interface NarrowingPanelProps { lens: Lens; set: (lens: Partial<Lens>) => void; isClosed: boolean }

const HANDLERS = [{ value: 'mine', label: '我经办的' }, { value: 'none', label: '没有经办人的' }] as const

/** What the list is narrowed by, in which order it comes, and what its rows show. */
export function NarrowingPanel({ lens: { narrowing, sort, columns }, set, isClosed }: NarrowingPanelProps) {
  const { answer: states = [] } = useLoaded('states', fetchStates)
  const put = <Name extends keyof KeptNarrowing>(name: Name, value: KeptNarrowing[Name] | undefined) =>
    set({ narrowing: withCondition(narrowing, name, value) })
  const due = (days: string | undefined) => put('dueWithin', days === undefined ? undefined : Number(days))
  const dueDays = DUE_CHOICES.map(([days, label]) => ({ value: String(days), label }))
  return (
    <div className="narrowing">
      <LabelledField title="事项" isRequired>
        {(described) => <ItemChoice described={described} code={narrowing.item} set={(code) => put('item', code)} />}
      </LabelledField>
      <LabelledField title="申请人开头几个字" isRequired>
        {(described) => <Input {...described} allowClear maxLength={100} value={narrowing.applicant ?? ''} onChange={(event) => put('applicant', event.target.value)} />}
      </LabelledField>
      <LabelledField title="状态" isRequired>
        {(described) => <PlainSelect {...described} value={narrowing.state} set={(state) => put('state', state)} options={statesOnce(states)} none="不限" />}
      </LabelledField>
      {!isClosed && (
        <LabelledField title="到期" isRequired>
          {(described) => <PlainSelect {...described} value={narrowing.dueWithin?.toString()} set={due} options={dueDays} none="不限" />}
        </LabelledField>
      )}
      <LabelledField title="经办人" isRequired>
        {(described) => (
          <PlainSelect
            {...described} value={narrowing.handler} options={HANDLERS} none="不限"
            set={(handler) => put('handler', HANDLERS.find(({ value }) => value === handler)?.value)}
          />
        )}
      </LabelledField>
      <LabelledField title="次序" isRequired>
        {(described) => (
          <PlainSelect {...described} value={sort} options={sortOptions(isClosed)} set={(wanted) => set({ sort: SORTS.find((known) => known === wanted) ?? 'due' })} />
        )}
      </LabelledField>
      <LabelledGroup title="显示哪些列" isRequired>{() => <ColumnChoice columns={columns} set={(wanted) => set({ columns: wanted })} />}</LabelledGroup>
      <div className="narrowing-acts"><Button onClick={() => set(PLAIN)}>清空条件</Button></div>
    </div>
  )
}

function ColumnChoice({ columns, set }: { columns: readonly ShownColumn[]; set: (columns: ShownColumn[]) => void }) {
  const toggled = (column: ShownColumn) => SHOWN_COLUMNS.filter((other) => (other === column) !== columns.includes(other))
  return (
    <div className="columns-shown">
      {SHOWN_COLUMNS.map((column) => (
        <Checkbox key={column} checked={columns.includes(column)} onChange={() => set(toggled(column))}>{COLUMN_WORDS[column]}</Checkbox>
      ))}
    </div>
  )
}

function sortOptions(isClosed: boolean) {
  return SORTS.flatMap((value: Sort) => {
    const label = isClosed ? CLOSED_SORT_WORDS[value] : SORT_WORDS[value]
    return label === undefined ? [] : [{ value, label }]
  })
}

/** Two kinds of case may call two states by one name in the interface; the condition is that name. */
function statesOnce(states: readonly { state: string; label: string }[]) {
  return [...new Set(states.map(({ state }) => state))].map((value) => ({
    value, label: [...new Set(states.filter(({ state }) => state === value).map(({ label }) => label))].join(' / '),
  }))
}
