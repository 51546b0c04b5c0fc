import { linkAll, verifyAuditTail } from '#base/audit'
import { publishedKeys } from '../published-keys.ts'
import { ask, chunfeng, fine, healing, listed, wrong, type Check, type Ground } from './check.ts'

/** Entries are put into the chain within seconds; until then somebody with the database could take them out unnoticed. */
const lag: Check<Ground> = {
  id: 'audit-lag',
  look: async (ground) => {
    const { seconds } = await ask<{ seconds: number }>(ground, `select coalesce(extract(epoch from $1::timestamptz
      - (select at from audit.entry where id = (select min(entry) from audit.unlinked)))::float8, 0) as seconds`, [ground.now])
    return seconds <= ground.limits['audit-lag-seconds'] ? fine('审计记录都及时入链')
      : wrong(`有审计记录 ${Math.round(seconds / 60)} 分钟没有入链，这期间被删看不出。服务在运行吗？`, healing('audit-lag'))
  },
  mend: ({ database }) => linkAll(database),
}

/** The newest links, and every anchor of what was sealed; `verify` looks at all. */
const chain: Check<Ground> = {
  id: 'audit-chain',
  look: async ({ database, config, limits }) => {
    const texts: string[] = []
    for await (const { text } of verifyAuditTail(database, { links: limits['chain-sample'], publicKeys: publishedKeys(config.dataDirectory) })) texts.push(text)
    return texts.length === 0 ? fine('最近的审计记录和封存的锚点完好')
      : wrong(`审计链不符：${listed(texts)}。先保留现场，用 verify 查全部，再从备份恢复到改动之前`, chunfeng('restore --help'))
  },
}

export const auditChecks: readonly Check<Ground>[] = [lag, chain]
