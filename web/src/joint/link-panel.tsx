import { Button } from 'antd'
import { useState } from 'react'
import type { LaneFacts, Target } from './calls.ts'
import { linked, type Link } from './joint-shape.ts'

interface LinkPanelProps {
  /** What is merged: 字段 or 材料. */
  noun: '字段' | '材料'
  merged: readonly { id: string; name: string }[]
  lanes: readonly LaneFacts[]
  targetsOf: (lane: LaneFacts) => readonly Target[]
  links: readonly Link[]
  /** Targets the applicant is not asked for, with why: `lane target` → words. */
  spared: ReadonlyMap<string, string>
  change: (links: Link[]) => void
}

/** What the applicant gives once, and which items it serves; then what no item gets yet. */
export function LinkPanel(props: LinkPanelProps) {
  const { noun, merged, links, lanes, targetsOf, spared, change } = props
  const [opened, setOpened] = useState<string>()
  const isServed = (lane: string, to: string) => spared.has(`${lane} ${to}`) || links.some((link) => link.lane === lane && link.to === to)
  const isTarget = (lane: string, to: string) => lanes.some((one) => one.id === lane && targetsOf(one).some(({ id }) => id === to))
  const gaps = lanes.flatMap((lane) => targetsOf(lane).flatMap((target) => (target.isRequired && !isServed(lane.id, target.id) ? [{ lane, target }] : [])))
  const stray = links.filter(({ from, lane, to }) => !merged.some(({ id }) => id === from) || !isTarget(lane, to))
  const verb = noun === '字段' ? '填到' : '用作'
  return (
    <section className="card" aria-label={`${noun}对应`}>
      <h2>合并的{noun}各{verb}哪里</h2>
      <p className="faded">左边是群众只给一次的，右边是各事项自己的。点“改”换对应。</p>
      {gaps.length > 0 && <Gaps {...props} gaps={gaps} />}
      {stray.length > 0 && <Strays stray={stray} remove={(link) => change(links.filter((one) => one !== link))} />}
      <div className="wide-table" role="region" aria-label={`${noun}对应表`} tabIndex={0}>
        <table className="plain-table joint-link-table">
          <thead><tr><th scope="col">合并的{noun}</th><th scope="col">{verb}</th><th scope="col">改</th></tr></thead>
          <tbody>
            {merged.map((entry) => (
              <tr key={entry.id}>
                <th scope="row">{entry.name || '（没有名称）'}</th>
                <td>{opened === entry.id ? <LinkChoices {...props} entry={entry} /> : <Served {...props} from={entry.id} />}</td>
                <td>
                  <Button
                    size="small" aria-expanded={opened === entry.id} aria-label={`改${entry.name}的对应`}
                    onClick={() => setOpened(opened === entry.id ? undefined : entry.id)}
                  >{opened === entry.id ? '收起' : '改'}</Button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

function Strays({ stray, remove }: { stray: readonly Link[]; remove: (link: Link) => void }) {
  return (
    <ul className="joint-links">
      {stray.map((link) => (
        <li key={`${link.from} ${link.lane} ${link.to}`}>
          <span className="late">▲ 对应落空：{link.from} → {link.lane} {link.to}</span>{' '}
          <Button size="small" danger onClick={() => remove(link)}>去掉这条对应</Button>
        </li>
      ))}
    </ul>
  )
}

function Served({ links, lanes, targetsOf, from }: LinkPanelProps & { from: string }) {
  const own = links.filter((link) => link.from === from)
  if (own.length === 0) return <span className="late">▲ 没有事项要它</span>
  return (
    <ul className="joint-links">
      {own.map(({ lane, to }) => {
        const facts = lanes.find(({ id }) => id === lane)
        return <li key={`${lane} ${to}`}>{facts?.name ?? lane}：{facts && (targetsOf(facts).find(({ id }) => id === to)?.name ?? to)}</li>
      })}
    </ul>
  )
}

/** One list for each item; what is chosen here is taken from whatever filled it before. */
function LinkChoices({ links, lanes, targetsOf, change, entry }: LinkPanelProps & { entry: { id: string; name: string } }) {
  return (
    <div className="joint-choices">
      {lanes.map((lane) => {
        const now = links.find((link) => link.from === entry.id && link.lane === lane.id)?.to ?? ''
        const put = (to: string) => {
          const without = links.filter((link) => link.from !== entry.id || link.lane !== lane.id)
          change(to === '' ? without : linked(without, { lane: lane.id, to }, entry.id))
        }
        return (
          <label key={lane.id} className="part-field">{lane.name}
            <select className="choice" value={now} onChange={({ target }) => put(target.value)}>
              <option value="">不用</option>
              {targetsOf(lane).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
            </select>
          </label>
        )
      })}
    </div>
  )
}

function Gaps({ noun, merged, links, change, gaps }: LinkPanelProps & { gaps: readonly { lane: LaneFacts; target: Target }[] }) {
  return (
    <div className="joint-gaps">
      <p className="late"><span aria-hidden="true">▲ </span>这些事项要的{noun}还没有着落（{gaps.length}）</p>
      <ul className="joint-links">
        {gaps.map(({ lane, target }) => (
          <li key={`${lane.id} ${target.id}`}>
            <label>{lane.name}：{target.name}{' '}
              <select className="choice" value="" onChange={({ target: { value } }) => change(linked(links, { lane: lane.id, to: target.id }, value === '' ? undefined : value))}>
                <option value="">由哪个合并的{noun}来</option>
                {merged.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
              </select>
            </label>
          </li>
        ))}
      </ul>
    </div>
  )
}
