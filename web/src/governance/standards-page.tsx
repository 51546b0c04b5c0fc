import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { fetchRules, fetchStandards, type AlertRule, type Standard } from './calls.ts'
import { PointsTab } from './points-tab.tsx'
import { StandardForm } from './standard-form.tsx'
import './governance.css'

/** 工作标准化 and 工作分值化: a standard for each kind of work, and the points that follow from cases by declared rules. */
export function StandardsPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const isPoints = asked.get('tab') === 'points'
  const { roles } = useMe()
  return (
    <div className="governance">
      <PageTitle title="标准与分值" />
      <nav aria-label="标准与分值" className="tabs">
        <Link href={roomAddress('standards')} aria-current={isPoints ? undefined : 'page'}>工作标准</Link>
        {roles.some((role) => role !== 'window') && <Link href={roomAddress('standards', 'tab=points')} aria-current={isPoints ? 'page' : undefined}>分值</Link>}
      </nav>
      {isPoints ? <PointsTab on={asked.get('on')} organisation={asked.get('unit')} /> : <StandardList />}
    </div>
  )
}

function StandardList() {
  const { answer, trouble, reload } = useLoaded('standards', fetchStandards)
  const rules = useLoaded('rules', fetchRules)
  const all = answer ?? []
  const kinds = [...new Set(all.map(({ kind }) => kind))]
  return (
    <>
      <p className="faded">每一类工作一份标准，写明怎样做、查哪几点。能从记录里看出来的由预警规则查，其余由监督人员抽查，不合标准的在“整改”里登记。</p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {kinds.map((one) => <StandardCard key={one} versions={all.filter(({ kind }) => kind === one)} rules={rules.answer?.rules ?? []} again={() => void reload()} />)}
    </>
  )
}

function StandardCard({ versions: [now, ...before], rules, again }: { versions: Standard[]; rules: readonly AlertRule[]; again: () => void }) {
  const { roles } = useMe()
  if (!now) return null
  return (
    <section className="card" aria-labelledby={`standard-${now.kind}`}>
      <h2 id={`standard-${now.kind}`}>
        {now.title}
        <span className="faded">
          {'　'}第 {now.version} 版{now.effectiveOn !== null && `，${now.effectiveOn} 起`}
        </span>
      </h2>
      <p>{now.body}</p>
      <ul>
        {now.checks.map(({ id, text, rule }) => (
          <li key={id}>
            {text}
            <span className="faded">　{rule === null ? '抽查' : `自动：${rules.find((one) => one.id === rule)?.name ?? rule}`}</span>
          </li>
        ))}
      </ul>
      <p className="faded">依据：{now.basis}</p>
      {before.length > 0 && (
        <details>
          <summary>以前的版本</summary>
          {before.map(({ version, body, basis }) => (
            <p key={version}>
              第 {version} 版：{body}
              <span className="faded">　{basis}</span>
            </p>
          ))}
        </details>
      )}
      {roles.some((role) => role === 'supervisor' || role === 'bureau') && <StandardForm key={now.version} now={now} rules={rules} again={again} />}
    </section>
  )
}
