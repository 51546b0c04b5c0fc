import type { Device } from '../sign-in.ts'

/** What a page's form sent, and from where. */
export interface Sent<Body> {
  body: Body
  ip: string
  headers: Readonly<Record<string, string | undefined>>
  cookies: Readonly<Record<string, string | undefined>>
}

export function deviceOf({ ip, headers }: Pick<Sent<unknown>, 'ip' | 'headers'>): Device {
  return { ip, agent: headers['user-agent'] }
}
