import { Refusal } from '#platform/refusal'

const URL_MAX = 500

/**
 * CHUNFENG_WEBHOOK_HOSTS: the hosts that may be told, with port where it is not the usual one, separated by commas. None unless set:
 * whoever may register an address must not thereby reach into the network of the office.
 */
export function allowedHosts(environment: NodeJS.ProcessEnv): ReadonlySet<string> {
  return new Set((environment['CHUNFENG_WEBHOOK_HOSTS'] ?? '').split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''))
}

/** The address as it will be used. @throws Refusal `invalid` with what is wrong */
export function addressIn(text: string, hosts: ReadonlySet<string>): string {
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (!address || text.length > URL_MAX || !['http:', 'https:'].includes(address.protocol)) throw wrong('请填完整的网址，以 https:// 或 http:// 开头')
  if (address.username !== '' || address.password !== '') throw wrong('网址里不能带账号和口令，收件方用签名核对')
  if (!hosts.has(address.host)) throw wrong(`运维还没有允许往 ${address.host} 推送，请先把它加进 CHUNFENG_WEBHOOK_HOSTS`)
  address.hash = ''
  return address.href
}

const wrong = (message: string): Refusal => new Refusal('invalid', message, [{ path: 'url', message }])
