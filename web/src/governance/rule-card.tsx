import { Button } from 'antd'
import { useState } from 'react'
import { dayText, momentText } from '../kit/days.ts'
import { useMe } from '../shell/session.tsx'
import type { Rule, RuleVersion } from './calls.ts'
import { RuleEditor } from './rule-editor.tsx'
import { TOLD } from './told-words.ts'

/** One rule as it stands, what is planned, and every version it has had. */
export function RuleCard({ rule, today, again }: { rule: Rule; today: string; again: () => void }) {
  const { roles } = useMe()
  const [isOpen, setOpen] = useState(false)
  const [kept, setKept] = useState<string>()
  const { name, levelName, trigger, action, now, planned, versions } = rule
  const mayTry = roles.includes('bureau') || roles.includes('supervisor')
  const act = isOpen ? '收起' : roles.includes('bureau') ? '改这条规则' : '试算'
  const heading = `rule-${rule.kind}-${rule.id}`
  return (
    <section className="card rule-card" aria-labelledby={heading}>
      <h2 id={heading}>
        {levelName !== null && levelName !== name && `${levelName}：`}{name}<span className="faded">　第 {now.version} 版 · {now.standing}</span>
        {!now.isOn && <strong className="late">　已停用</strong>}
      </h2>
      {trigger !== null && <p>{trigger}。{action}。</p>}
      <dl className="rule-facts"><Values rule={rule} version={now} /></dl>
      <p className="faded">依据：{now.basis}</p>
      {planned && <p className="note">{dayText(planned.effectiveOn ?? today, today)} 起换成第 {planned.version} 版：{inWords(rule, planned)}。{planned.by} 改的，{planned.reason}</p>}
      {kept !== undefined && <p className="done-note" role="status">✓ {kept}</p>}
      {versions.length > 1 && (
        <details>
          <summary>改过 {versions.length - 1} 次</summary>
          <ol className="rule-versions">{versions.map((version) => <li key={version.version}><History rule={rule} version={version} today={today} /></li>)}</ol>
        </details>
      )}
      {mayTry && <Button aria-expanded={isOpen} aria-label={`${act}：${name}`} onClick={() => { setOpen(!isOpen); setKept(undefined) }}>{act}</Button>}
      {isOpen && <RuleEditor key={rule.newest} rule={rule} today={today} done={(words) => { setOpen(false); setKept(words); again() }} />}
    </section>
  )
}

function Values({ rule: { fields, kind }, version: { settings, tells } }: { rule: Rule; version: RuleVersion }) {
  return (
    <>
      {fields.map(({ name, label, unit, default: shipped }) => (
        <div key={name}>
          <dt>{label}</dt>
          <dd><strong>{settings[name]}</strong> {unit}{shipped !== settings[name] && <span className="faded">（默认值 {shipped}）</span>}</dd>
        </div>
      ))}
      {kind === 'alert' && <div><dt>告诉</dt><dd>{tells.map((told) => TOLD[told]).join('、')}</dd></div>}
    </>
  )
}

function History({ rule, version, today }: { rule: Rule; version: RuleVersion; today: string }) {
  const { effectiveOn, by, at, reason } = version
  return (
    <>
      第 {version.version} 版：{inWords(rule, version)}
      <span className="second">
        {by === null ? '随软件的默认值' : `${effectiveOn !== null ? dayText(effectiveOn, today) : ''} 起　${by} ${at === null ? '' : momentText(at)} 改　${reason}`}
      </span>
    </>
  )
}

/** Everything that may differ between versions, in one line. */
function inWords({ fields, kind }: Rule, { settings, isOn, tells }: RuleVersion): string {
  const numbers = fields.map(({ name, label, unit }) => `${label} ${settings[name]} ${unit}`)
  const told = kind === 'alert' ? [`告诉${tells.map((one) => TOLD[one]).join('、')}`] : []
  return isOn ? [...numbers, ...told].join('，') : '停用'
}
