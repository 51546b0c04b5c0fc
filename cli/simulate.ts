import { testDatabase } from '#platform/testing'
import { inTransaction } from '#platform/database'
import { seedOrganisations } from '#base/people'
import { publishItem } from '#base/catalog'
import { assembleKernel } from '../app.ts'
import { demoItems } from '../demo.ts'
import type { Command } from './command.ts'
import { simulate as run } from './simulate/run.ts'
import organisations from '../data/organisations.json' with { type: 'json' }

const CASES_DEFAULT = 1000

/** The real kernel on a virtual clock, in a database of its own that is thrown away afterwards. */
export const simulate: Command = {
  name: 'simulate',
  summary: '用虚拟时钟跑真实内核：人会出错，进程会崩溃；最后核对全部不变式',
  usage: 'simulate [--cases 1000] [--seed 1] [--json]',
  options: { cases: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  details: [`  --cases 件数   默认 ${CASES_DEFAULT}`, '  --seed 种子    同一个种子总是同样的经过，默认 1', '  在自己的临时数据库里跑，用完即删；不碰正式的数据。'],
  examples: ['simulate --cases 1000 --seed 1'],
  exits: '0 不变式都成立，1 有的被破坏，2 用法不对',
  run: async ({ options, out, note }) => {
    const [cases, seed] = [Number(options['cases'] ?? CASES_DEFAULT), Number(options['seed'] ?? 1)]
    if (!Number.isInteger(cases) || cases < 1 || !Number.isInteger(seed)) { note('--cases 应为正整数，--seed 应为整数'); return 2 }
    const { db, close } = await testDatabase()
    try {
      const items = demoItems()
      await inTransaction(db, async (tx) => {
        await seedOrganisations(tx)
        for (const item of items) await publishItem(tx, item, { organisations: new Set(organisations.map(({ id }) => id)) })
      })
      const report = await run(db, assembleKernel({ sendJobs: async () => {} }), { cases, seed, items, note })
      out(options['json'] === true ? JSON.stringify(report) : summaryOf(report))
      return report.violations.length === 0 ? 0 : 1
    } finally {
      await close()
    }
  },
}

function summaryOf({ violations, ...counts }: Awaited<ReturnType<typeof run>>): string {
  const head = `种子 ${counts.seed}：${counts.cases} 件，${counts.days} 天，${counts.steps} 步，拒绝 ${counts.refused} 次，崩溃 ${counts.crashes} 次（其中已提交 ${counts.repeated} 次），自动办理 ${counts.timers} 次，后台任务 ${counts.jobs} 次，未归档 ${counts.open} 件`
  return [head, violations.length === 0 ? '全部不变式成立' : `不变式被破坏 ${violations.length} 处：`, ...violations.slice(0, 50)].join('\n')
}
