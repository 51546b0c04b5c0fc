import assert from 'node:assert/strict'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { removeAbandoned } from '#platform/postgres'

const PATIENCE_MILLISECONDS = 30_000
const POLL_MILLISECONDS = 10

/** A directory for one test that every account may enter, as PostgreSQL's must; removed by `clear`. */
export function temporaryPlace(): string {
  const path = mkdtempSync(join(tmpdir(), 'chunfeng-fault-'))
  chmodSync(path, 0o755)
  return path
}

/** Stops whatever database still runs in the data directory of a killed server, and removes everything. */
export async function clear(place: string): Promise<void> {
  const data = join(place, 'data')
  if (existsSync(join(data, 'database'))) await eventually(() => removeAbandoned(data))
  rmSync(place, { recursive: true, force: true })
}

/** Asks again until it is so. The only kind of waiting in these tests: for something that must come, with a bound. */
export async function eventually(isSo: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MILLISECONDS
  while (!(await isSo())) {
    assert(performance.now() < deadline, `等了 ${PATIENCE_MILLISECONDS / 1000} 秒也没有发生：${isSo.toString()}`)
    await pause(POLL_MILLISECONDS)
  }
}
