import { readConfig, type Config } from '#platform/config'
import { openDatabase, type Database } from '#platform/database'
import { migrate, migrationFolders } from '#platform/migrate'
import { joinEmbedded } from '#platform/postgres'

/** Long commands such as verify and import must not be cut off. */
const STATEMENT_MILLISECONDS_MAX = 3_600_000

/** Runs the work on the configured database, beside a running server or without one, brought up to date first. */
export async function withDatabase<Result>(note: (line: string) => void, work: (database: Database, config: Config) => Promise<Result>): Promise<Result> {
  const config = readConfig()
  const embedded = config.databaseUrl === undefined ? await joinEmbedded(config.dataDirectory, { say: note }) : undefined
  const database = openDatabase({ url: config.databaseUrl ?? embedded?.url ?? '', max: 5, statementMillisecondsMax: STATEMENT_MILLISECONDS_MAX })
  try {
    await migrate(database, migrationFolders(), ({ done, total, name }) => note(`升级数据库 ${done + 1}/${total}：${name}`))
    return await work(database, config)
  } finally {
    await database.destroy()
    await embedded?.stop()
  }
}
