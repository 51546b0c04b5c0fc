/** Somebody at a browser or a program, as one account: signs in once, keeps the cookie, reads JSON. */
export class Client {
  readonly base: string
  private cookie = ''
  constructor(base: string) { this.base = base }

  async signIn(account: string, password: string): Promise<this> {
    const answer = await this.send('POST', '/api/sessions', { body: JSON.stringify({ account, password }), type: 'application/json' })
    this.cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ')
    await answer.body?.cancel()
    return this
  }

  async get<Answer>(path: string): Promise<Answer> {
    return this.read<Answer>(await this.send('GET', path))
  }

  async post<Answer>(path: string, value: unknown): Promise<Answer> {
    return this.read<Answer>(await this.send('POST', path, { body: JSON.stringify(value), type: 'application/json' }))
  }

  async upload(name: string, content: Uint8Array<ArrayBuffer>, mediaType: string): Promise<{ fileId: string }> {
    const form = new FormData()
    form.append('file', new Blob([content], { type: mediaType }), name)
    return this.read(await this.send('POST', '/api/files', { body: form }))
  }

  private async send(method: string, path: string, content: { body?: string | FormData; type?: string } = {}): Promise<Response> {
    const headers: Record<string, string> = { cookie: this.cookie, ...(content.type && { 'content-type': content.type }) }
    const answer = await fetch(this.base + path, { method, headers, ...(content.body && { body: content.body }) })
    if (!answer.ok) throw new Error(`${method} ${path}：${answer.status} ${await answer.text()}`)
    return answer
  }

  private async read<Answer>(answer: Response): Promise<Answer> {
    // Safe enough for a client of our own interface: the caller names the shape api.md promises.
    return await answer.json() as Answer
  }
}
