import { Button } from 'antd'
import type { FormEvent } from 'react'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { fetchScheme, keepScheme, type IndicatorRule, type Scheme } from './calls.ts'
import { SETTINGS, schemeFrom } from './scheme-wish.ts'
import { BASIS_TITLES } from './words.ts'

const FIGURES = ['weight', 'full', 'pass', 'zero'] as const
const LABELS: Readonly<Record<(typeof FIGURES)[number], string>> = { weight: '权重', full: '100 分', pass: '60 分', zero: '0 分' }

/** Which indicators count and how much; a change is a new version, and periods already drawn up keep theirs. */
export function SchemeTab({ mayWrite }: { mayWrite: boolean }) {
  const { answer, trouble, reload } = useLoaded('scheme', fetchScheme)
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return null
  const { scheme, leftOut, changes } = answer
  const offered = { ...scheme, indicators: [...scheme.indicators, ...leftOut.map((rule) => ({ ...rule, weight: 0 }))] }
  return (
    <>
      <p>现在是<strong>第 {scheme.version} 版</strong>。{scheme.version === 1 && '随软件的默认办法，都是默认值，可以改。'}已经锁定的考核期还用它自己的那一版。</p>
      <SchemeForm key={scheme.version} scheme={mayWrite ? offered : scheme} mayWrite={mayWrite} done={() => void reload()} />
      <section className="card" aria-labelledby="basis-title">
        <h2 id="basis-title">依据</h2>
        <ul className="assessment-list">
          {Object.entries(scheme.basis).map(([name, words]) => <li key={name}><strong>{BASIS_TITLES[name] ?? name}</strong>：{words}</li>)}
        </ul>
      </section>
      <section className="card" aria-labelledby="changes-title">
        <h2 id="changes-title">改过几次</h2>
        {changes.length === 0 && <p className="faded">还没有改过。谁、什么时候、为什么改，会列在这里。</p>}
        {changes.length > 0 && (
          <ul className="assessment-list">
            {changes.map(({ version, reason, by, at }) => <li key={version}>第 {version} 版　{by} {momentText(at)}　{reason}</li>)}
          </ul>
        )}
      </section>
    </>
  )
}

function SchemeForm({ scheme, mayWrite, done }: { scheme: Scheme; mayWrite: boolean; done: () => void }) {
  const { trouble, isBusy, done: said, send, faultOf } = useSending()
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { reason = '', ...typed } = typedIn(event.currentTarget)
    void send(() => keepScheme({ from: scheme.version, body: schemeFrom(scheme, typed), reason: reason.trim() }), '已保存为新的一版')
      .then((isDone) => { if (isDone) done() })
  }
  return (
    <form className="assessment-scheme" onSubmit={submit} noValidate>
      <SendingNote trouble={trouble} done={said} />
      <div className="wide-table" role="region" aria-label="指标和权重" tabIndex={0}>
        <table className="plain-table">
          <caption>指标和权重（合计 100{mayWrite && '，写 0 就是不计入'}）</caption>
          <thead><tr><th scope="col">指标</th><th scope="col">方向</th>{FIGURES.map((name) => <th key={name} scope="col">{LABELS[name]}</th>)}</tr></thead>
          <tbody>{scheme.indicators.map((rule) => <Row key={rule.code} rule={rule} mayWrite={mayWrite} />)}</tbody>
        </table>
      </div>
      <div className="assessment-settings">
        {SETTINGS.map(({ name, label, value }) => <label key={name}>{label}<NumberBox name={name} label={label} value={value(scheme)} mayWrite={mayWrite} /></label>)}
      </div>
      {mayWrite && (
        <div className="card assessment-form">
          <TypedField name="reason" title="为什么改" help="至少五个字，会留痕" fault={faultOf('reason')} />
          <Button type="primary" htmlType="submit" loading={isBusy}>保存为新的一版</Button>
        </div>
      )}
    </form>
  )
}

function Row({ rule, mayWrite }: { rule: IndicatorRule; mayWrite: boolean }) {
  return (
    <tr>
      <th scope="row">{rule.name} <span className="faded">{rule.code}</span><span className="second">{rule.formula}</span></th>
      <td>{rule.direction === 'up' ? '▲ 越高越好' : '▼ 越低越好'}</td>
      {FIGURES.map((name) => (
        <td key={name}>
          <NumberBox name={`${rule.code} ${name}`} label={`${rule.name}的${LABELS[name]}`} value={rule[name]} mayWrite={mayWrite} />
          {name !== 'weight' && ` ${rule.unit}`}
        </td>
      ))}
    </tr>
  )
}

function NumberBox({ name, label, value, mayWrite }: { name: string; label: string; value: number; mayWrite: boolean }) {
  return mayWrite ? <input className="assessment-number" name={name} type="number" step="any" defaultValue={value} aria-label={label} /> : <strong>{value}</strong>
}
