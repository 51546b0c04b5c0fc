import { Button, Input } from 'antd'
import { useState } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import type { Change, Choices } from './calls.ts'
import { stationText } from './words.ts'

const KINDS = { staff: '人手', limits: '承诺时限', together: '一起办', routing: '走法的比例', bundles: '打捆' } as const
type Kind = keyof typeof KINDS
const KIND_OPTIONS = Object.entries(KINDS).map(([value, label]) => ({ value, label }))

interface Draft {
  kind: Kind
  station: string
  add: string
  item: string
  other: string
  step: string
  workingDays: string
  pace: 'unchanged' | 'follows'
  percent: string
  size: string
}
interface PartProps { draft: Draft; choices: Choices; put: (changes: Partial<Draft>) => void }

/** One thing that would be otherwise. */
export function PartFields({ choices, add }: { choices: Choices; add: (part: Change) => void }) {
  const [draft, setDraft] = useState<Draft>({
    kind: 'staff', station: choices.stations[0]?.station ?? '', add: '1',
    item: choices.items[0]?.item ?? '', other: choices.items[1]?.item ?? '', step: choices.steps[0]?.step ?? '',
    workingDays: String(Math.max(1, (choices.items[0]?.limitWorkingDays ?? 5) - 1)), pace: 'unchanged', percent: '30', size: '3',
  })
  const put = (changes: Partial<Draft>) => setDraft((was) => ({ ...was, ...changes }))
  const part = partOf(draft)
  return (
    <fieldset className="what-if-fields">
      <legend className="unseen">一项改动</legend>
      <LabelledField title="改什么" isRequired>
        {(described) => <PlainSelect {...described} value={draft.kind} set={(kind) => put({ kind: isKind(kind) ? kind : draft.kind })} options={KIND_OPTIONS} />}
      </LabelledField>
      <OwnFields draft={draft} choices={choices} put={put} />
      <p><Button htmlType="button" disabled={part === undefined} onClick={() => { if (part) add(part) }}>加上这一项</Button></p>
    </fieldset>
  )
}

const isKind = (name: string | undefined): name is Kind => name !== undefined && Object.hasOwn(KINDS, name)

const PACES = [{ value: 'unchanged', label: '不变' }, { value: 'follows', label: '跟着承诺变' }]

const stationOption = (one: Choices['stations'][number]) => ({ value: one.station, label: stationText(one) })
const stepOption = ({ step, label }: Choices['steps'][number]) => ({ value: step, label })
const itemOption = ({ item, name, limitWorkingDays }: Choices['items'][number]) => ({ value: item, label: `${name}（现在承诺 ${limitWorkingDays} 天）` })

function OwnFields(props: PartProps) {
  const { draft, choices, put } = props
  switch (draft.kind) {
    case 'staff': return (
      <>
        <LabelledField title="哪里" isRequired>
          {(described) => <PlainSelect {...described} value={draft.station} set={(station = draft.station) => put({ station })} options={choices.stations.map(stationOption)} />}
        </LabelledField>
        <NumberField title="加几个人（减少写负数）" value={draft.add} set={(value) => put({ add: value })} />
      </>
    )
    case 'limits': return <LimitsFields {...props} />
    case 'together': return (
      <>
        <ItemField title="事项" {...props} name="item" />
        <ItemField title="和哪个事项" {...props} name="other" />
        <PercentField {...props} title="百分之几一起办" />
      </>
    )
    case 'routing': return (
      <>
        <LabelledField title="哪一步" isRequired>
          {(described) => <PlainSelect {...described} value={draft.step} set={(step = draft.step) => put({ step })} options={choices.steps.map(stepOption)} />}
        </LabelledField>
        <PercentField {...props} title="百分之几的办件走这一步" />
      </>
    )
    case 'bundles': return (
      <>
        <ItemField title="事项" {...props} name="item" />
        <NumberField title="几件一捆" value={draft.size} set={(value) => put({ size: value })} />
        <PercentField {...props} title="百分之几打捆" />
      </>
    )
  }
}

function LimitsFields(props: PartProps) {
  const { draft: { workingDays, pace }, put } = props
  return (
    <>
      <ItemField title="事项" {...props} name="item" />
      <NumberField title="承诺几个工作日" value={workingDays} set={(value) => put({ workingDays: value })} />
      <LabelledField title="部门办理的快慢" isRequired>
        {(described) => <PlainSelect {...described} value={pace} set={(chosen) => put({
          pace: chosen === 'follows' ? 'follows' : 'unchanged',
        })} options={PACES} />}
      </LabelledField>
    </>
  )
}

function ItemField({ title, name, draft, choices, put }: PartProps & { title: string; name: 'item' | 'other' }) {
  return (
    <LabelledField title={title} isRequired>
      {(described) => <PlainSelect {...described} value={draft[name]} set={(item = draft[name]) => put({ [name]: item })} options={choices.items.map(itemOption)} />}
    </LabelledField>
  )
}

const PercentField = ({ title, draft, put }: PartProps & { title: string }) => <NumberField title={title} value={draft.percent} set={(percent) => put({ percent })} />

function NumberField({ title, value, set }: { title: string; value: string; set: (value: string) => void }) {
  return (
    <LabelledField title={title} isRequired>
      {(described) => <Input {...described} inputMode="numeric" value={value} onChange={({ target }) => set(target.value)} />}
    </LabelledField>
  )
}

/** What has been filled in, as far as it is whole; the server says no to what cannot be. */
function partOf({ kind, station, add, item, other, step, workingDays, pace, percent, size }: Draft): Change | undefined {
  const [people, days, count, share] = [Number(add), Number(workingDays), Number(size), Number(percent) / 100]
  const isShare = share >= 0 && share <= 1
  switch (kind) {
    case 'staff': return Number.isInteger(people) && people !== 0 && station !== '' ? { staff: [{ station, add: people }] } : undefined
    case 'limits': return Number.isInteger(days) && days >= 0 && item !== '' ? { limits: [{ item, workingDays: days, pace }] } : undefined
    case 'together': return isShare && item !== other && item !== '' ? { together: [{ items: [item, other], share }] } : undefined
    case 'routing': return isShare && step !== '' ? { routing: [{ step, share }] } : undefined
    case 'bundles': return isShare && Number.isInteger(count) && count >= 2 && item !== '' ? { bundles: [{ item, share, size: count }] } : undefined
  }
}
