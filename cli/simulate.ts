import { testDatabase } from '#platform/testing'
import { inTransaction, type Tx } from '#platform/database'
import { listOrganisations, seedOrganisations } from '#base/people'
import { publishItem, type Item } from '#base/catalog'
import { assembleKernel } from '../app.ts'
import { demoItems } from '../demo.ts'
import type { Command } from './command.ts'
import { simulate as run } from './simulate/run.ts'

const CASES_DEFAULT = 1000

/** The real kernel on a virtual clock, in a database of its own that is thrown away afterwards. */
export const simulate: Command = {
  name: 'simulate',
  summary: '用虚拟时钟跑真实内核：人会出错，进程会崩溃；最后核对全部不变式',
  usage: 'simulate [--cases 1000] [--joint 0] [--seed 1] [--json]',
  options: { cases: { type: 'string' }, joint: { type: 'string' }, seed: { type: 'string' }, json: { type: 'boolean' } },
  details: [
    `  --cases 件数   单独办的，默认 ${CASES_DEFAULT}`, '  --joint 件数   一件事和多证联办，默认 0',
    '  --seed 种子    同一个种子总是同样的打算，默认 1；两人同时办时谁先，由数据库定',
    '  在自己的临时数据库里跑，用完即删；不碰正式的数据。',
  ],
  examples: ['simulate --cases 1000 --seed 1', 'simulate --cases 0 --joint 10000 --seed 7'],
  exits: '0 不变式都成立，1 有的被破坏，2 用法不对',
  run: async ({ options, out, note }) => {
    const [cases, joint, seed] = [Number(options['cases'] ?? CASES_DEFAULT), Number(options['joint'] ?? 0), Number(options['seed'] ?? 1)]
    const isSensible = [cases, joint].every((count) => Number.isInteger(count) && count >= 0) && cases + joint > 0
    if (!isSensible || !Number.isInteger(seed)) { note('--cases 和 --joint 应为不小于 0 的整数，合起来至少 1，--seed 应为整数'); return 2 }
    const { db, close } = await testDatabase()
    try {
      const items = demoItems()
      await inTransaction(db, (tx) => publishAll(tx, items))
      const report = await run(db, assembleKernel({ sendJobs: async () => {} }), { cases, joint, seed, items, note })
      out(options['json'] === true ? JSON.stringify(report) : summaryOf(report))
      return report.violations.length === 0 ? 0 : 1
    } finally {
      await close()
    }
  },
}

/** A district with the sample catalogue and nobody in it yet. */
export async function publishAll(tx: Tx, items: readonly Item[]): Promise<void> {
  await seedOrganisations(tx)
  const organisations = new Set((await listOrganisations(tx)).map(({ id }) => id))
  const itemOf = (code: string): Item | undefined => items.find((item) => item.code === code)
  for (const item of items) await publishItem(tx, item, { organisations, itemOf })
}

function summaryOf({ violations, ...counts }: Awaited<ReturnType<typeof run>>): string {
  const head = [
    `种子 ${counts.seed}：${counts.cases} 件，一起办 ${counts.joint} 件`, `两人同时办 ${counts.atOnce} 次`, `登记 ${counts.registered} 次`, `${counts.days} 天`,
    `${counts.steps} 步`, `拒绝 ${counts.refused} 次`, `崩溃 ${counts.crashes} 次（其中已提交 ${counts.repeated} 次）`, `自动办理 ${counts.timers} 次`,
    `后台任务 ${counts.jobs} 次`, `未归档 ${counts.open} 件`,
  ].join('，')
  return [head, violations.length === 0 ? '全部不变式成立' : `不变式被破坏 ${violations.length} 处：`, ...violations.slice(0, 50)].join('\n')
}
