import { momentText } from '../kit/days.ts'
import type { CampaignView, Criterion, EligiblePerson, Scheme, Schemes } from './types.ts'
import { CRITERION_WORDS, NOMINATOR_WORDS, SUCCESSION_WORDS } from './words.ts'

/** The rules as they stand, for those who keep to them. */
export function SchemeView({ campaign: { body, versions, eligible }, known }: { campaign: CampaignView; known: Schemes }) {
  return (
    <>
      <CriteriaTable criteria={body.criteria} known={known} />
      <RulesCard body={body} known={known} />
      {eligible.length > 0 && <EligibleCard eligible={eligible} />}
      <section className="card award-part" aria-labelledby="versions-title">
        <h2 id="versions-title">改过几次</h2>
        <ul>{versions.map(({ version, reason, by, at }) => <li key={version}>第 {version} 版　{by} {momentText(at)}　{reason}</li>)}</ul>
      </section>
    </>
  )
}

function CriteriaTable({ criteria, known }: { criteria: readonly Criterion[]; known: Schemes }) {
  return (
    <div className="wide-table" role="region" aria-label="标准和权重" tabIndex={0}>
      <table className="plain-table">
        <caption>标准和权重（合计 100）</caption>
        <thead>
          <tr>
            <th scope="col">标准</th>
            <th scope="col" className="figure">权重</th>
            <th scope="col">从哪里来</th>
            <th scope="col">怎样得分</th>
            <th scope="col">依据</th>
          </tr>
        </thead>
        <tbody>
          {criteria.map((one) => (
            <tr key={one.id}>
              <th scope="row">{one.name}</th>
              <td className="figure">{one.weight}</td>
              <td>{CRITERION_WORDS[one.by]}</td>
              <td className="award-words">{howText(one, known)}</td>
              <td className="award-words">{one.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function RulesCard({ body, known }: { body: Scheme; known: Schemes }) {
  const { criteria, tieBreakers, vetoes, panel, vote, quota, nominators, publicityWorkingDays, succession = 'none', basis } = body
  const nameOf = (id: string) => criteria.find((one) => one.id === id)?.name ?? id
  return (
    <section className="card award-part" aria-labelledby="rules-title">
      <h2 id="rules-title">其余的规则</h2>
      <dl className="award-facts">
        <div><dt>谁可以提名</dt><dd>{nominators.map((one) => NOMINATOR_WORDS[one]).join('、')}</dd></div>
        <div><dt>名额</dt><dd>{quota.by === 'share' ? `在岗人数的 ${quota.percent}%` : `${quota.seats} 个`}。{quota.basis}</dd></div>
        <div><dt>同分时依次比</dt><dd>{tieBreakers.length === 0 ? '不再比，就是并列' : tieBreakers.map(nameOf).join('，')}；比完都一样就是并列</dd></div>
        <div><dt>一票否决</dt><dd>{vetoes.map((id) => known.vetoes.find((rule) => rule.id === id)?.name ?? id).join('、') || '没有'}</dd></div>
        <div><dt>评委</dt><dd>{panel.members.map(({ name }) => name).join('、') || '没有'}；至少 {panel.quorum} 位打分才算数，{panel.trimFrom} 个分以上去掉最高最低各一个</dd></div>
        <div><dt>投票</dt><dd>{vote === null ? '没有' : `${vote.from} 至 ${vote.until}，一人一天一票`}</dd></div>
        <div><dt>公示</dt><dd>{publicityWorkingDays} 个工作日</dd></div>
        <div><dt>授牌以前有人取消资格</dt><dd>{SUCCESSION_WORDS[succession]}；并列的名额不够，不抽签，空着</dd></div>
        <div><dt>依据</dt><dd>{basis}</dd></div>
      </dl>
    </section>
  )
}

function EligibleCard({ eligible }: { eligible: readonly EligiblePerson[] }) {
  return (
    <details className="card">
      <summary>可以被提名的 {eligible.length} 个</summary>
      <ul className="award-column">
        {eligible.map(({ id, name, organisationName, kind, partyMember, nominated }) => (
          <li key={id}>
            {name}
            <span className="faded">　{organisationName}{kind === 'post' && '　岗位'}{partyMember === true && '　党员'}{nominated && '　已有提名'}</span>
          </li>
        ))}
      </ul>
    </details>
  )
}

function howText(one: Criterion, { measures }: Schemes): string {
  if (one.by === 'panel') return `评委各给 0—100 分，取平均。${one.guide}`
  if (one.by === 'vote') return '按计入的票数'
  const of = one.measure === 'workload' ? '在岗平均的 ' : ''
  const measure = measures.find(({ id }) => id === one.measure)
  const counted = measure === undefined ? '' : `${measure.counts}；${measure.adjusted}；${measure.guard}`
  return `到${of}${one.full}% 得满分，到${of}${one.zero}% 得 0 分；样本不到 ${one.sampleMin} 件不排名。${counted}`
}
