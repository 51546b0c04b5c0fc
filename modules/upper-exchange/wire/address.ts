import { Refusal } from '#platform/refusal'

const URL_MAX = 500
const LOOPBACK: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]'])

/** CHUNFENG_UPPER_HOSTS: the hosts of platforms above, with port where it is not the usual one, separated by commas. None unless set. */
export function upperHosts(environment: NodeJS.ProcessEnv): ReadonlySet<string> {
  return new Set((environment['CHUNFENG_UPPER_HOSTS'] ?? '').split(',').map((host) => host.trim().toLowerCase()).filter((host) => host !== ''))
}

/** The address as it will be used, without a slash at its end. @throws Refusal `invalid` with what is wrong */
export function addressIn(text: string, hosts: ReadonlySet<string>): string {
  const address = URL.canParse(text) ? new URL(text) : undefined
  if (!address || text.length > URL_MAX || !['http:', 'https:'].includes(address.protocol)) throw wrong('请填完整的网址，以 https:// 开头')
  if (address.username !== '' || address.password !== '' || address.search !== '' || address.hash !== '') throw wrong('网址里不能带账号、口令、问号和井号')
  if (address.protocol === 'http:' && !LOOPBACK.has(address.hostname)) throw wrong('报送个人信息要用 https；http 只能用于本机的模拟器')
  if (!hosts.has(address.host)) throw wrong(`运维还没有允许往 ${address.host} 报送，请先把它加进 CHUNFENG_UPPER_HOSTS`)
  return address.href.replace(/\/$/, '')
}

const wrong = (message: string): Refusal => new Refusal('invalid', message, [{ path: 'url', message }])
