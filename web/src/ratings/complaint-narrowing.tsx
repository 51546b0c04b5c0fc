import { Button, Input } from 'antd'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { Link } from '../shell/link.tsx'
import { go } from '../shell/router.ts'
import { roomAddress } from '../shell/rooms.ts'
import type { Choice, ComplaintsPage } from './calls.ts'
import { daysOfMonth, isNarrowed, monthText, narrowed, queryOf, type Condition, type Narrowing } from './narrowing.ts'

interface NarrowingProps { narrowing: Narrowing; answer: ComplaintsPage }
const SELECTS = [['organisation', '单位', 'units'], ['item', '事项', 'items'], ['window', '收件的窗口', 'windows']] as const
const DAYS = [['from', '从哪天收到'], ['to', '到哪天收到']] as const

const at = (narrowing: Narrowing): string => roomAddress('ratings', queryOf(narrowing))

/** Unit, item, window and days; each choice says how many complaints it leaves. */
export function ComplaintNarrowing({ narrowing, answer }: NarrowingProps) {
  const set = (name: Condition, value: string | undefined) => go(at(narrowed(narrowing, { [name]: value })))
  return (
    <div className="complaint-narrowing" role="search" aria-label="缩小差评办件">
      {SELECTS.map(([name, title, choices]) => answer[choices].length > 0 && (
        <LabelledField key={name} title={title} isRequired>
          {(described) => <PlainSelect {...described} value={narrowing[name]} set={(value) => set(name, value)} options={optionsOf(answer[choices])} none="不限" />}
        </LabelledField>
      ))}
      {DAYS.map(([name, title]) => (
        <LabelledField key={name} title={title} isRequired>
          {(described) => <Input {...described} type="date" value={narrowing[name] ?? ''} onChange={({ target }) => set(name, target.value === '' ? undefined : target.value)} />}
        </LabelledField>
      ))}
      {isNarrowed(narrowing) && <Button onClick={() => go(at(narrowing.closed === undefined ? {} : { closed: narrowing.closed }))}>清空条件</Button>}
    </div>
  )
}

function optionsOf(choices: readonly Choice[]) {
  return choices.map(({ id, name, n }) => ({ value: id, label: `${name}（${n}）` }))
}

const CLUSTER_MIN = 3

/** Where most came in one month: a pile of bad ratings is seen before one knows where to look. */
export function Clusters({ narrowing, answer: { clusters } }: NarrowingProps) {
  const piles = clusters.filter(({ n }) => n >= CLUSTER_MIN)
  if (narrowing.from !== undefined || narrowing.to !== undefined || piles.length === 0) return null
  return (
    <section className="card" aria-labelledby="clusters-title">
      <h2 id="clusters-title">差评最多的单位和月份</h2>
      <ul className="clusters">
        {piles.map(({ organisation, name, month, n }) => (
          <li key={`${organisation} ${month}`}>
            <Link href={at(narrowed(narrowing, { organisation, ...daysOfMonth(month) }))} data-count={n}>{name}　{monthText(month)}　{n} 件</Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** On to what comes after this page, and back to the beginning. */
export function Onward({ narrowing, next }: { narrowing: Narrowing; next: string | null }) {
  if (next === null && narrowing.after === undefined) return null
  return (
    <nav className="tabs" aria-label="翻页">
      {narrowing.after !== undefined && <Link href={at(narrowed(narrowing, {}))}>回到第一页</Link>}
      {next !== null && <Link href={at({ ...narrowing, after: next })}>下一页</Link>}
    </nav>
  )
}
