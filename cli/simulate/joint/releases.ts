import { runSql, type Database } from '#platform/database'

/** What is on record of a project, in order; read past the module. */
interface Fact { project: string; seq: number; what: string; permit: string | null; result: string | null; caseId: string | null; strikes: number | null }

/** No permit went out before what the law wants first, told once more from the record; and the record is what the log of the cases says. */
export async function wrongReleases(database: Database): Promise<string[]> {
  const facts = await runSql<Fact>(database, `
    select project_id as project, seq, what, permit, result, case_id as "caseId", strikes from joint_permits.fact order by project_id, seq`)
  const early = [...Map.groupBy(facts, ({ project }) => project).values()].flatMap(earlyReleases)
  return [...early, ...await unlikeLog(database)]
}

/** Asked anew at each release about everything before it; nothing is carried along. */
function earlyReleases(facts: readonly Fact[]): string[] {
  return facts.flatMap(({ what, permit, project }, index) => {
    if (what !== 'released' || permit === null) return []
    const lacking = lackingFor(permit, facts.slice(0, index))
    return lacking.length === 0 ? [] : [`项目 ${project} 的 ${permit} 发出时缺少 ${lacking.join('、')}`]
  })
}

function lackingFor(permit: string, before: readonly Fact[]): string[] {
  const sound = before.filter(({ seq }) => !before.some(({ strikes }) => strikes === seq))
  const has = (what: string) => sound.some((fact) => fact.what === what)
  const isOut = (other: string) => {
    const last = sound.findLast((fact) => fact.permit === other && ['released', 'issued-outside', 'revoked'].includes(fact.what))
    return last !== undefined && last.what !== 'revoked'
  }
  const said = sound.findLast((fact) => fact.permit === permit && ['reviewed', 'revoked', 'lapsed'].includes(fact.what))
  const land = has('land-document') || isOut('YD') || isOut('BD')
  const fire = has('special-works') ? isOut('XF') : has('fire-drawings')
  return [
    ...(said?.what === 'reviewed' && said.result === 'passed' ? [] : ['审查']),
    ...((permit === 'GC' || permit === 'SG') && !land ? ['用地'] : []),
    ...(permit === 'SG' && !isOut('GC') ? ['GC'] : []), ...(permit === 'SG' && !isOut('RF') ? ['RF'] : []), ...(permit === 'SG' && !fire ? ['消防'] : []),
  ]
}

/** Each grant in the log of a permit's case is one release on record, and the other way round; so with reviews and refusals. */
async function unlikeLog(database: Database): Promise<string[]> {
  const rows = await runSql<{ caseId: string; logged: number; recorded: number }>(database, `
    with logged as (
      select case_id, count(*)::int as n from kernel.event
      where kind = 'application.approve' and case_id in (select case_id from joint_permits.permit) group by case_id),
    recorded as (select case_id, count(*)::int as n from joint_permits.fact where what = 'released' group by case_id)
    select case_id as "caseId", coalesce(logged.n, 0) as logged, coalesce(recorded.n, 0) as recorded from logged full join recorded using (case_id)
    where logged.n is distinct from recorded.n`)
  return rows.map(({ caseId, logged, recorded }) => `${caseId} 的记录准予 ${logged} 次，项目记了放行 ${recorded} 次`)
}
