import type { Day } from '#platform/day'
import { runSql, type Database } from '#platform/database'
import { YEAR_MARK } from './cast.ts'

/**
 * Why the demo year may not be loaded there, as a sentence; undefined where it may. Invented cases must never stand among real ones:
 * everybody who works there and everybody who has filed must be of the demo district.
 */
export async function whyNotHere(database: Database, { isDemo, firstDay }: { isDemo: boolean; firstDay: Day }): Promise<string | undefined> {
  if (!isDemo) return '这里是正式环境（CHUNFENG_DEMO 不是 1），不能装入演示的一年。请换一个演示用的数据库'
  const [found] = await runSql<Signs>(database, SIGNS, [`${YEAR_MARK}%`, firstDay])
  if (!found) return '数据库没有回答'
  if (found.staff !== null) return `这里有真实的工作人员账号（如 ${found.staff}），不能装入演示的一年。请换一个演示用的数据库`
  if (found.number !== null) return `这里有真实的人提交的办件（如 ${found.number}），不能装入演示的一年。请换一个演示用的数据库`
  if (found.loaded) return '演示的一年已经装入过了；要另装一份，请换一个空的演示数据库'
  if (found.digest !== null) return `${found.digest} 的记录摘要已经公布，在它以前的日子里不能再添记录（核验会不符）。服务一启动就公布，所以要在第一次启动以前装：停下服务，换一个空的数据目录，先 seed --demo，再 demo-year，然后启动`
  return undefined
}

interface Signs { staff: string | null; number: string | null; loaded: boolean; digest: string | null }

/** The accounts of the demo are called demo-…; what a joint matter or a bad rating opens is opened by the system. */
const SIGNS = `select
  (select min(login) from people.account where kind = 'staff' and id not like 'demo-%') as staff,
  (select min(number) from kernel.case c join kernel.event e on e.case_id = c.id and e.seq = 1 where e.actor_id not like 'demo-%' and e.actor_id <> 'system') as number,
  exists (select from kernel.case where applicant_id like $1) as loaded,
  (select max(day)::text from public_progress.digest where day >= $2) as digest`
