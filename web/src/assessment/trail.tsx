import { dayText, momentText } from '../kit/days.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import type { Assessment } from './calls.ts'
import { figureWords } from './words.ts'

/** The appeals of the period: all for those who run it, one's own for a unit. */
export function Appeals({ assessment: { appeals, version, scheme, today } }: { assessment: Assessment }) {
  if (version === 0) return null
  const nameOf = (code: string) => scheme.indicators.find((rule) => rule.code === code)?.name ?? code
  return (
    <section className="card" aria-labelledby="appeals-title">
      <h2 id="appeals-title">申诉（{appeals.length} 件）</h2>
      {appeals.length === 0 && <p className="faded">还没有申诉。单位的审批人在锁定以后、期限以内可以提。</p>}
      <ul className="assessment-list">
        {appeals.map(({ caseId, number, organisationName, indicator, stateLabel, openedAt, queueDueOn }) => (
          <li key={caseId}>
            <Link href={caseAddress(caseId)}>{organisationName}：{nameOf(indicator)}</Link>　<strong>{stateLabel}</strong>
            <span className="second faded">{number}　{momentText(openedAt)} 提出{queueDueOn !== null && `，${dayText(queueDueOn, today)}到期`}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** What was corrected: nothing is overwritten, each line is a version. */
export function Corrections({ assessment: { corrections, version, scheme }, unit }: { assessment: Assessment; unit: string | undefined }) {
  const shown = corrections.filter(({ organisationName }) => unit === undefined || organisationName === unit)
  if (version === 0) return null
  return (
    <section className="card" aria-labelledby="corrections-title">
      <h2 id="corrections-title">更正（{shown.length} 处）</h2>
      {shown.length === 0 && <p className="faded">锁定以后没有更正。更正了什么、谁、为什么、前后各是多少，会列在这里。</p>}
      <ul className="assessment-list">
        {shown.map(({ version: to, organisationName, indicator, before, after, reason, by, at, appealId }) => {
          const rule = scheme.indicators.find(({ code }) => code === indicator) ?? { name: indicator, unit: '' }
          return (
            <li key={to}>
              <strong>第 {to} 版</strong>　{organisationName} {rule.name}：{figureWords(before, rule)}（{part(before)}
              {before.n}）→ {figureWords(after, rule)}（{part(after)}{after.n}）
              <span className="second faded">{by} {momentText(at)}{appealId !== null && <>　依据<Link href={caseAddress(appealId)}>申诉</Link></>}　理由：{reason}</span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const part = (figure: { part: number | null }): string => (figure.part === null ? '样本 ' : `${figure.part} / `)
