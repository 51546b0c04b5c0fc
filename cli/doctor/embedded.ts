import { existsSync, statSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { embeddedCluster, joinEmbedded } from '#platform/postgres'
import { chunfeng, fine, healing, quoted, wrong, type Check, type Machine } from './check.ts'
import { staleUploads, unfinishedStores } from './stale-files.ts'

const cluster: Check<Machine> = {
  id: 'cluster',
  look: async ({ state, config }) => state === 'absent'
    ? wrong(`${config.dataDirectory} 里还没有数据库。新装请建库；若原来有，请先查 CHUNFENG_DATA 是否写对`, chunfeng('seed'))
    : fine(state === 'external' ? '没有使用内置数据库' : '内置数据库的目录在'),
}

const leftover: Check<Machine> = {
  id: 'leftover',
  look: async ({ state }) => state === 'leftover'
    ? wrong('服务被强行结束，留下的数据库进程还在运行（下次启动会接管）。现在不启动的话请正常关闭它', healing('leftover'))
    : fine('没有遗留的数据库进程'),
  mend: async ({ config }) => {
    const adopted = await joinEmbedded(config.dataDirectory)
    await adopted.stop()
  },
}

const databaseRights: Check<Machine> = {
  id: 'database-rights',
  look: async ({ config, state }) => {
    if (state === 'external' || state === 'absent') return fine('没有内置数据库的目录')
    const path = embeddedCluster(config.dataDirectory)
    return existsSync(path) && (statSync(path).mode & 0o077) === 0
      ? fine('数据库目录只有数据库用户进得去')
      : wrong(`数据库目录 ${path} 别的用户进得去；重新启动时 PostgreSQL 会拒绝`, `chmod 700 ${quoted(path)}`)
  },
}

const unfinished: Check<Machine> = {
  id: 'unfinished',
  look: async ({ config }) => {
    const found = await unfinishedStores(config.dataDirectory)
    return found.length === 0 ? fine('没有半途而废的建库') : wrong(`有 ${found.length} 个半途而废的建库目录，占地方`, healing('unfinished'))
  },
  mend: async ({ config }) => {
    for (const path of await unfinishedStores(config.dataDirectory)) await rm(path, { recursive: true, force: true })
  },
}

const uploads: Check<Machine> = {
  id: 'uploads',
  look: async ({ config, now }) => {
    const stale = await staleUploads(config.dataDirectory, now)
    return stale.length === 0 ? fine('没有断在半路的上传') : wrong(`有 ${stale.length} 个断在半路的上传，占地方`, healing('uploads'))
  },
  mend: async ({ config, now }) => {
    for (const path of await staleUploads(config.dataDirectory, now)) await rm(path, { force: true })
  },
}

export const storeChecks: readonly Check<Machine>[] = [cluster, leftover, databaseRights, unfinished, uploads]
