import { Button } from 'antd'
import { useState } from 'react'
import { momentText } from '../kit/days.ts'
import { CasesBehind } from './cases-behind.tsx'
import { CorrectionForm } from './correction-form.tsx'
import { RangeBar } from './range-bar.tsx'
import type { Evidence, EvidenceValue, NominationView } from './types.ts'
import { numberText, valueText } from './words.ts'

interface EvidenceCardProps { nomination: NominationView; evidence: Evidence; mayCorrect?: boolean; again?: () => Promise<void> }

/** What the system has counted for a nominee, with the cases behind each figure, and what may rule her out. */
export function EvidenceCard({ nomination, evidence, mayCorrect = false, again }: EvidenceCardProps) {
  const { version, frozen, drawnAt, values, vetoes } = evidence
  const [open, setOpen] = useState<string>()
  const opened = values.find(({ criterion }) => criterion === open)
  return (
    <section className="card award-part" aria-labelledby="evidence-title">
      <h2 id="evidence-title">系统附上的证据</h2>
      <p className="faded">{momentText(drawnAt)} 取数{frozen ? '，已锁定，不再跟着办件变' : '，锁定以前会跟着办件变'}{version > 1 && `；第 ${version} 版，更正过`}。只看办得怎样，已经按事项的难易拉平。</p>
      <Vetoes vetoes={vetoes} />
      {values.length === 0 && <p className="empty">这次的标准里没有系统取数的。</p>}
      {values.length > 0 && <ValueTable values={values} open={open} turn={(criterion) => setOpen(criterion === open ? undefined : criterion)} />}
      {opened && <CasesBehind key={opened.criterion} id={nomination.id} criterion={opened.criterion} title={opened.name} />}
      {mayCorrect && again && <CorrectionForm nomination={nomination} evidence={evidence} again={again} />}
      <Corrections nomination={nomination} />
    </section>
  )
}

function ValueTable({ values, open, turn }: { values: readonly EvidenceValue[]; open: string | undefined; turn: (criterion: string) => void }) {
  return (
    <div className="wide-table" role="region" aria-label="取数" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">标准</th>
            <th scope="col">本人的办件</th>
            <th scope="col">同样事项别人</th>
            <th scope="col">拉平以后</th>
            <th scope="col">范围（95%）</th>
            <th scope="col">计分用</th>
            <th scope="col">办件</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value) => (
            <Row
              key={value.criterion} value={value} isOpen={value.criterion === open}
              turn={() => turn(value.criterion)}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ value, isOpen, turn }: { value: EvidenceValue; isOpen: boolean; turn: () => void }) {
  const { name, n, expected, adjusted, low, high, counted, isSmall, sampleMin, source } = value
  return (
    <tr>
      <th scope="row">{name}<span className="second">{source}</span></th>
      <td>{valueText(value)}{isSmall && <strong className="second late">▲ 样本 {n} 件，不到 {sampleMin} 件，不排名</strong>}</td>
      <td>{expected === null ? '—' : `${numberText(expected)}%`}</td>
      <td>{adjusted === null ? '—' : `${numberText(adjusted)}%`}</td>
      <td><RangeBar low={low} high={high} at={counted} unit="%" /></td>
      <td>{counted === null ? '不计' : <strong>{numberText(counted)}%</strong>}</td>
      <td><Button size="small" aria-expanded={isOpen} aria-label={`${isOpen ? '收起' : '看办件'}：${name}`} onClick={turn}>{isOpen ? '收起' : '看办件'}</Button></td>
    </tr>
  )
}

function Vetoes({ vetoes }: { vetoes: Evidence['vetoes'] }) {
  if (vetoes.length === 0) return <p><span aria-hidden="true">✓ </span>系统没有查到一票否决的情形；作风、纪律、考勤要由审查的人核实。</p>
  return (
    <ul className="award-vetoes" aria-label="查到的否决项">
      {vetoes.map(({ id, name, sentence, dismissed }) => (
        <li key={id} className={dismissed === null ? 'late' : undefined}>
          <strong>{dismissed === null ? '▲ 一票否决' : '○ 审查认为不适用'}：{name}</strong>　{sentence}{dismissed !== null && <span className="second">理由：{dismissed}</span>}
        </li>
      ))}
    </ul>
  )
}

function Corrections({ nomination: { corrections } }: { nomination: NominationView }) {
  if (corrections.length === 0) return null
  return (
    <details>
      <summary>更正过 {corrections.length} 次</summary>
      <ul>
        {corrections.map(({ version, before, after, reason, by, at }) => (
          <li key={version}>
            第 {version} 版　{after.name}：{valueText(before)} → {valueText(after)}。{reason}
            <span className="faded">　{by} {momentText(at)}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}
