import { fileAddress, type Bundle } from './calls.ts'

/** What the rules say of this bundle today, and what was filed. */
export function Verdict({ bundle: { filing, verdict, solventTons, filedUnder, acceptedUnder }, caseId }: { bundle: Bundle; caseId: string }) {
  if (!filing || !verdict) return <section className="card"><p>申报的内容不完整，请一次性告知补正。</p></section>
  const { park, lead, mergedSections, notice, report } = filing
  return (
    <section className="card" aria-labelledby="verdict-title">
      <h2 id="verdict-title">打捆条件</h2>
      {verdict.eligible ? <p><strong>✓ 按申报的内容，条件都符合</strong></p> : <p className="late"><strong>▲ 有 {verdict.reasons.length} 条不符合</strong></p>}
      <ul>
        {verdict.reasons.map(({ rule, text, clause, cure }) => <li key={rule}><strong>{text}</strong><br />怎样补救：{cure}<br /><span className="faded">条款：{clause}</span></li>)}
      </ul>
      <p className="faded">
        规则 {verdict.version} 版（申报时 {filedUnder ?? '没有记'} 版{acceptedUnder !== null && `，受理时 ${acceptedUnder} 版`}）。申报的事实要核实：规划环评、有没有未批先建、用量。
      </p>
      <dl className="bundle-facts">
        {park && <div><dt>园区</dt><dd>{park.name}　规划环评：{park.planEia}，{park.implemented ? '已落实' : '没有落实'}</dd></div>}
        <div><dt>溶剂型物料合计</dt><dd>{solventTons} 吨/年</dd></div>
        <div><dt>牵头的单位</dt><dd>{lead}</dd></div>
        <div><dt>报告表</dt><dd><a href={fileAddress(caseId, report.fileId)} target="_blank" rel="noreferrer">{report.name}</a></dd></div>
        <div><dt>合并编写的章节</dt><dd>{mergedSections.join('、')}</dd></div>
        <div><dt>环评机构</dt><dd>{notice.agency}</dd></div>
        <div><dt>建设地点</dt><dd>{notice.place}</dd></div>
        <div><dt>项目概况</dt><dd>{notice.overview}</dd></div>
        <div><dt>主要环境影响及措施</dt><dd>{notice.impacts}</dd></div>
        <div><dt>公众参与情况</dt><dd>{notice.participation}</dd></div>
      </dl>
    </section>
  )
}
