import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inTransaction, type Database } from '#platform/database'
import { testDatabase } from '#platform/testing'
import { peopleRoutes, seedDemoAccounts, seedOrganisations } from '#base/people'
import { Door } from '../../door.test-support.ts'
import { publishItem } from '../items.ts'
import type { Item } from '../item.ts'
import { catalogDeskRoutes } from './routes.ts'
import { catalogRoutes } from '../routes.ts'

/** The desk behind its HTTP door, with the demo accounts; `bureau` keeps the catalogue, `rival` too. */
export interface Desk { door: Door; database: Database; bureau: string; window: string; publish: (item: Item) => Promise<void>; close: () => Promise<void> }

export async function openDesk(now: string): Promise<Desk> {
  const folder = mkdtempSync(join(tmpdir(), 'chunfeng-desk-'))
  process.env['CHUNFENG_DATA'] = folder
  const { db: database, close } = await testDatabase()
  await inTransaction(database, async (tx) => {
    await seedOrganisations(tx)
    await seedDemoAccounts(tx, new Date(now))
  })
  const door = new Door(database, [...peopleRoutes, ...catalogRoutes, ...catalogDeskRoutes], now)
  const publish = async (item: Item): Promise<void> => {
    await inTransaction(database, (tx) => publishItem(tx, item, { organisations: new Set(['market-regulation', 'hall']) }))
  }
  return {
    door, database, publish, bureau: await door.signIn('bureau'), window: await door.signIn('window'),
    close: async () => {
      await door.server.close()
      await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A file as a browser sends it. */
export function fileForm(content: Buffer, fileName = '清单.xlsx'): { payload: Buffer; headers: Record<string, string> } {
  const head = `--mark\r\ncontent-disposition: form-data; name="file"; filename="${encodeURIComponent(fileName)}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    payload: Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n--mark--\r\n')]), headers: { 'content-type': 'multipart/form-data; boundary=mark' },
  }
}
