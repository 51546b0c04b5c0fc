import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { answerSignature, isSame, openedColumns, requestSignature, type WireRow } from '../wire/sealing.ts'
import { DOWN_MAX, LIST_MAX, PATHS } from '../wire/messages.ts'
import { isBehaviour, wrongBehaviours, type Behaviour } from './behaviours.ts'
import { UpperStore, type Judgement, type Offered } from './store.ts'

const BODY_BYTES_MAX = 5_000_000
const SLOW_DEFAULT_MILLISECONDS = 30_000

/**
 * A platform above, to try against: it listens on this machine only, checks every field by its rule, and misbehaves as told. What it
 * does wrong follows from the row, not from chance, and it does it once for each version: later the same is done right.
 */
export class UpperSimulator {
  readonly store = new UpperStore()
  readonly behaviours = new Set<Behaviour>()
  slowMilliseconds = SLOW_DEFAULT_MILLISECONDS
  /** Requests that came, by path. */
  readonly asked = new Map<string, number>()
  readonly #misdone = new Set<string>()
  readonly #server: Server
  /** Shared with the office. */
  secret: string

  private constructor(secret: string) {
    this.secret = secret
    this.#server = createServer((request, response) => void this.#serve(request, response).catch(() => response.destroy()))
  }

  static async open(secret: string, port = 0): Promise<UpperSimulator> {
    const simulator = new UpperSimulator(secret)
    simulator.#server.listen(port, '127.0.0.1')
    await once(simulator.#server, 'listening')
    return simulator
  }

  get host(): string {
    const { port } = this.#server.address() as AddressInfo // it listens on a port, not on a path
    return `127.0.0.1:${port}`
  }

  get url(): string { return `http://${this.host}` }

  /** From now on it behaves like this, and no other way; a name there is not changes nothing. */
  behave(names: readonly string[]): boolean {
    if (wrongBehaviours(names).length > 0) return false
    this.behaviours.clear()
    for (const name of names.filter(isBehaviour)) this.behaviours.add(name)
    return true
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? ''
    this.asked.set(path, (this.asked.get(path) ?? 0) + 1)
    if (path === '/state' || path === '/behaviours') return this.#control(path, await textOf(request), response)
    if (this.behaviours.has('dead')) return void response.destroy()
    const body = await textOf(request)
    if (this.behaviours.has('slow')) await pause(this.slowMilliseconds, undefined, { ref: false })
    const signature = String(request.headers['x-chunfeng-signature'] ?? '')
    const own = requestSignature(this.secret, { path, time: String(request.headers['x-chunfeng-time'] ?? ''), body })
    if (!isSame(own, signature)) return void response.writeHead(403).end()
    if (this.behaviours.has('duplicating')) this.#answer(path, JSON.parse(body))
    const answer = this.#answer(path, JSON.parse(body))
    if (answer === undefined) return void response.writeHead(404).end()
    if (this.behaviours.has('unanswered') && path === PATHS.rows) return void response.destroy()
    const text = this.behaviours.has('garbled') ? '<html>系统繁忙</html>' : JSON.stringify(answer)
    response
      .writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'x-chunfeng-signature': answerSignature(this.secret, { request: signature, body: text }),
      })
      .end(text)
  }

  /** For whoever tries it out; how it behaves does not matter here. */
  #control(path: string, text: string, response: ServerResponse): void {
    const isKnown = path === '/state' || this.behave(text.split(',').map((name) => name.trim()).filter((name) => name !== ''))
    const tables = Object.fromEntries([...Map.groupBy(this.store.rows.values(), ({ table }) => table)].map(([table, rows]) => [table, rows.length]))
    response.writeHead(isKnown ? 200 : 400, { 'content-type': 'application/json; charset=utf-8' })
      .end(`${JSON.stringify({ behaviours: [...this.behaviours], tables, repeated: this.store.repeated,
        complaints: this.store.complaints.slice(0, 20), waitingDown: this.store.down.length })}
`)
  }

  #answer(path: string, body: Asked): object | undefined {
    switch (path) {
      case PATHS.rows:
        return { results: this.#spoken((body.rows ?? []).map((row) => this.#receive(row))) }
      case PATHS.counts:
        return { tables: this.store.counts(this.secret, body.day ?? '') }
      case PATHS.list:
        return this.store.list(this.secret, {
          day: body.day ?? '',
          table: body.table ?? '',
          ...(body.after !== undefined && { after: body.after }),
          limit: LIST_MAX,
        })
      case PATHS.down:
        return { messages: this.#twice(this.store.down.slice(0, DOWN_MAX / 2)) }
      case PATHS.downTaken:
        this.#forget(body.ids ?? [])
        return {}
      default:
        return undefined
    }
  }

  #receive(row: WireRow): Judgement & { guid: string; version: number } {
    const { table, guid, version, day } = row
    const offered: Offered = { table, guid, version, day, columns: { ...row.columns, ...openedColumns(this.secret, row) } }
    this.store.note(this.secret, offered)
    const judgement = this.#judged(offered)
    if (judgement.result === 'taken') this.#keep(offered)
    const isLate = judgement.result === 'rejected' && this.behaviours.has('late')
    if (isLate) this.store.sendBack(offered, judgement.reason)
    return isLate ? { guid, version, result: 'taken' } : { guid, version, ...judgement }
  }

  #judged(offered: Offered): Judgement {
    const judgement = this.store.judge(offered)
    return judgement.result === 'taken' && this.#misdoes('rejecting', offered) ? { result: 'rejected', reason: '数据异常（模拟的误退）' } : judgement
  }

  #keep(offered: Offered): void {
    if (this.#misdoes('losing', offered)) return
    this.store.take(this.#misdoes('altering', offered)
      ? { ...offered, columns: { ...offered.columns, ...(offered.columns['SBLSH'] !== undefined ? { BZ: '改' } : { remark: '改' }) } }
      : offered)
  }

  /** About one version in three, and each of them once: a replay is judged as its first was. */
  #misdoes(behaviour: Behaviour, { guid, version }: Offered): boolean {
    const key = `${behaviour}/${guid}/${version}`
    if (!this.behaviours.has(behaviour) || this.#misdone.has(key) || Number.parseInt(guid.slice(0, 4), 16) % 3 !== version % 3) return false
    this.#misdone.add(key)
    return true
  }

  #spoken<Said>(results: readonly Said[]): Said[] {
    const ordered = this.behaviours.has('disorder') ? results.toReversed().filter((_, index) => index % 2 === 0) : results
    return this.#twice(ordered)
  }

  #twice<Said>(said: readonly Said[]): Said[] {
    return this.behaviours.has('duplicating') ? said.flatMap((one) => [one, one]) : [...said]
  }

  #forget(ids: readonly string[]): void {
    const taken = new Set(ids)
    this.store.down.splice(0, this.store.down.length, ...this.store.down.filter(({ id }) => !taken.has(id)))
  }
}

interface Asked { rows?: WireRow[]; day?: string; table?: string; after?: string; ids?: string[] }

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request) {
    parts.push(Buffer.from(part))
    bytes += part.length
    if (bytes > BODY_BYTES_MAX) throw new Error('too long')
  }
  return Buffer.concat(parts).toString('utf8')
}
