/** Nobody in between reads what is personal, and nobody else speaks for either side. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { openWith, pairOf, sealWith } from '#platform/vault'
import { canonicalJson } from '#platform/sm'
import type { Table } from '../shapes/column.ts'
import type { Columns } from '../shapes/validate.ts'

const HASH = 'sm3'
const WIRE_KEY = 0

/** A row as it travels. */
export interface WireRow { table: string; guid: string; version: number; day: string; columns: Columns; sealed: Columns }

interface Place { table: string; guid: string }

/** Personal columns go encrypted (SM4) under the secret the two share, each bound to its place. */
export function sealedColumns(secret: string, { table, guid }: Place, columns: Columns): Columns {
  const key = pairOf(WIRE_KEY, Buffer.from(secret, 'hex'))
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, sealWith(key, `${table}/${guid}/${name}`, value)]))
}

/** @throws VaultTrouble for what was altered or sealed with another secret */
export function openedColumns(secret: string, { table, guid, sealed }: Pick<WireRow, 'table' | 'guid' | 'sealed'>): Columns {
  const key = pairOf(WIRE_KEY, Buffer.from(secret, 'hex'))
  return Object.fromEntries(Object.entries(sealed).map(([name, token]) => [name, openWith(key, `${table}/${guid}/${name}`, token)]))
}

/** Both sides reckon it over the row in clear, to compare without showing; without the secret nobody learns anything from it. */
export function rowDigest(secret: string, { guid, version, columns }: { guid: string; version: number; columns: Columns }): string {
  return createHmac(HASH, secret).update(`${guid}:${version}:${canonicalJson(columns)}`).digest('hex')
}

/** One digest over all rows of a table and a day, whatever their order. */
export function dayDigest(digests: readonly string[]): string {
  return createHmac(HASH, 'day').update(digests.toSorted().join('\n')).digest('hex')
}

export function requestSignature(secret: string, { path, time, body }: { path: string; time: string; body: string }): string {
  return createHmac(HASH, secret).update(`${time}\n${path}\n${body}`).digest('hex')
}

/** Bound to the request, so that an old answer fits no new one. */
export function answerSignature(secret: string, { request, body }: { request: string; body: string }): string {
  return createHmac(HASH, secret).update(`${request}\n${body}`).digest('hex')
}

export function isSame(own: string, given: string): boolean {
  const [left, right] = [Buffer.from(own), Buffer.from(given)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The columns in two heaps: what may lie open, and what is personal. */
export function parted({ columns: rules }: Pick<Table, 'columns'>, columns: Columns): { open: Columns; personal: Columns } {
  const names = new Set(rules.filter(({ personal }) => personal !== undefined).map(({ name }) => name))
  const pick = (isPersonal: boolean) => Object.fromEntries(Object.entries(columns).filter(([name]) => names.has(name) === isPersonal))
  return { open: pick(false), personal: pick(true) }
}
