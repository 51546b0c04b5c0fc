import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** The network between us and the database: while it is cut, nothing arrives on either side and nobody is told. */
export class Cable {
  readonly url: string
  private readonly server: Server
  private readonly pairs = new Set<readonly [near: Socket, far: Socket]>()
  private isCut = false

  private constructor(server: Server, url: string) {
    this.server = server
    this.url = url
  }

  /** A cable to the database at this address. */
  static async to(url: string): Promise<Cable> {
    const server = createServer({ allowHalfOpen: true }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    assert(typeof address === 'object' && address !== null)
    const { username, password, pathname } = new URL(url)
    const cable = new Cable(server, `postgresql://${username}${password && `:${password}`}@127.0.0.1:${address.port}${pathname}`)
    server.on('connection', (near) => cable.join(near, url))
    return cable
  }

  cut(): void {
    this.isCut = true
    for (const [near, far] of this.pairs) for (const end of [near, far]) end.pause()
  }

  /** What was cut stays dead, as after a failed router; new connections go through. */
  mend(): void {
    this.isCut = false
  }

  async close(): Promise<void> {
    for (const [near, far] of this.pairs) for (const end of [near, far]) end.destroy()
    this.server.close()
    await once(this.server, 'close')
  }

  private join(near: Socket, url: string): void {
    const far = connect(placeOf(url))
    this.pairs.add([near, far])
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('error', () => to.destroy())
      from.on('close', () => to.destroy())
      from.pipe(to)
    }
    if (this.isCut) for (const end of [near, far]) end.pause()
  }
}

/** Where PostgreSQL listens: a port, or the socket in a directory. */
function placeOf(url: string): { path: string } | { host: string; port: number } {
  const { hostname, port } = new URL(url)
  const host = decodeURIComponent(hostname)
  return host.startsWith('/') ? { path: `${host}/.s.PGSQL.5432` } : { host, port: Number(port || 5432) }
}
