import { Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { Described } from '../kit/labelled.tsx'
import type { Organisation } from './calls.ts'
import type { Entry } from './layout.ts'

interface Control {
  entry: Entry
  value: unknown
  organisations: readonly Organisation[]
  /** Given undefined where the item shall not have the field. */
  change: (value: unknown) => void
  described: Partial<Described> & { 'aria-label'?: string }
}

/** What one value of an item is changed with. */
export function ValueControl(props: Control) {
  const { entry: { kind, isRequired }, value, organisations, change, described } = props
  if (kind === 'organisation') return <Choice {...props} words={Object.fromEntries(organisations.map(({ id, name }) => [id, name]))} />
  if (kind === 'yes-no')
    return (
      <Checkbox {...described} checked={value === true} onChange={({ target }) => change(target.checked || isRequired ? target.checked : undefined)}>
        是
      </Checkbox>
    )
  if (typeof kind === 'string') return <Typed {...props} kind={kind} />
  if ('one' in kind) return <Choice {...props} words={kind.one} />
  if ('number' in kind) return <Choice {...props} words={kind.number} change={(chosen) => change(chosen === undefined ? undefined : Number(chosen))} />
  const options = Object.entries(kind.some).map(([code, label]) => ({ value: code, label }))
  const chosen = Array.isArray(value) ? value.map(String) : []
  return <Checkbox.Group options={options} value={chosen} onChange={(list) => change(options.map((option) => option.value)
    .filter((code) => list.includes(code)))} />
}

function Choice({ entry, value, change, described, words }: Control & { words: Readonly<Record<string, string>> }) {
  const now = value === undefined ? '' : String(value)
  const options = Object.entries(words).sort(([one], [other]) => one.localeCompare(other))
  return (
    <select {...described} className="choice" value={now} onChange={({ target }) => change(target.value === '' && !entry.isRequired ? undefined : target.value)}>
      {(!entry.isRequired || now === '') && <option value="">{entry.isRequired ? '请选择' : '没有'}</option>}
      {now !== '' && !Object.hasOwn(words, now) && <option value={now}>{now}</option>}
      {options.map(([code, label]) => <option key={code} value={code}>{label}</option>)}
    </select>
  )
}

type TypedKind = Extract<Entry['kind'], string>

/** Words are taken over when one leaves the control: half a number is nothing yet. */
function Typed({ entry, value, change, described, kind }: Control & { kind: TypedKind }) {
  const [isWrong, setWrong] = useState(false)
  const leave = ({ target }: { target: { value: string } }) => {
    const text = target.value.trim()
    const read = text === '' ? emptyOf(entry) : valueIn(text, kind)
    setWrong(read === null)
    if (read !== null) change(read)
  }
  const shared = { ...described, defaultValue: textOf(value), onBlur: leave, ...(isWrong && { 'aria-invalid': true as const, status: 'error' as const }) }
  return (
    <>
      {kind === 'long' || kind === 'lines' ? (
        <Input.TextArea {...shared} className="growing" rows={1} maxLength={4000} />
      ) : (
        <Input {...shared} type={kind === 'day' ? 'date' : 'text'} maxLength={1000} />
      )}
      {isWrong && (
        <p className="field-fault" role="alert">
          <span aria-hidden="true">▲ </span>请填数字，还没有记下
        </p>
      )}
    </>
  )
}

function textOf(value: unknown): string {
  if (Array.isArray(value)) return value.join('\n')
  return value === undefined ? '' : String(value)
}

/** What stands in a field that was emptied: nothing where it may be absent. */
function emptyOf({ kind, isRequired }: Entry): unknown {
  if (!isRequired) return undefined
  if (kind === 'lines') return []
  return kind === 'whole' ? null : ''
}

/** Null where the words are not of that kind. */
function valueIn(text: string, kind: TypedKind): unknown {
  if (kind === 'lines') return text.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (kind === 'whole') return /^\d{1,6}$/.test(text) ? Number(text) : null
  if (kind === 'figure') return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : null
  return text
}
