import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** What has been asked before the end is answered, unless it takes longer than this. */
const IN_FLIGHT_MILLISECONDS_MAX = 20_000

/**
 * Lets the server stop as soon as it has answered. Browsers open connections in advance, and Node would wait a minute for
 * the first request on each of them.
 */
export function addShutdown(server: FastifyInstance): void {
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  server.addHook('preClose', async () => {
    for (const socket of sockets) if (socket.bytesRead === 0) socket.destroy()
    setTimeout(() => server.server.closeAllConnections(), IN_FLIGHT_MILLISECONDS_MAX).unref()
  })
}
