/** A program that speaks the interface as somebody who has signed in. */
import type { FastifyInstance, LightMyRequestResponse } from 'fastify'

export class Client {
  private readonly server: FastifyInstance
  private readonly cookie: string
  constructor(server: FastifyInstance, cookies: ReadonlyMap<string, string>) {
    this.server = server
    this.cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  get(url: string): Promise<LightMyRequestResponse> {
    return this.server.inject({ method: 'GET', url, headers: { cookie: this.cookie } })
  }

  post(url: string, payload: object = {}, headers: Record<string, string> = {}): Promise<LightMyRequestResponse> {
    const hasBody = Object.keys(payload).length > 0
    return this.server.inject({ method: 'POST', url, headers: { cookie: this.cookie, ...headers }, ...(hasBody && { payload }) })
  }

  /** One file in the field `file`. */
  upload(url: string, text: string): Promise<LightMyRequestResponse> {
    const payload = ['--mark', 'content-disposition: form-data; name="file"; filename="a.csv"', 'content-type: text/csv', '', text, '--mark--', ''].join('\r\n')
    return this.server.inject({ method: 'POST', url, payload, headers: { cookie: this.cookie, 'content-type': 'multipart/form-data; boundary=mark' } })
  }
}
