/** How the province's unified identity (统一身份认证) is reached: any provider that speaks OpenID Connect. */
export interface UnifiedIdentity {
  readonly issuer: string
  readonly clientId: string
  /** Undefined for a public client, which proves itself by PKCE alone. */
  readonly clientSecret: string | undefined
  /** What the button says after 用…登录. */
  readonly label: string
  readonly scope: string
  readonly claims: ClaimNames
}

/** Under which names the provider tells what we ask for. */
export interface ClaimNames {
  readonly name: string
  readonly idNumber: string
  readonly phone: string
  readonly organisation: string
  readonly creditCode: string
}

/** Defaults of ours, not a published interface: the names differ from province to province and have to be set from the provider's papers. */
const CLAIMS: ClaimNames = { name: 'name', idNumber: 'id_number', phone: 'phone_number', organisation: 'org_name', creditCode: 'uscc' }
const LABEL = '统一身份认证'
const SCOPE = 'openid profile'
const LABEL_LETTERS_MAX = 20

type Wrong = (name: string, expected: string) => void

/** Null where nothing is set: the button is not shown then. Tells `wrong` of every value that cannot be. */
export function unifiedIdentityFrom(env: NodeJS.ProcessEnv, wrong: Wrong): UnifiedIdentity | null {
  const issuer = env['CHUNFENG_OIDC_ISSUER'] || undefined
  const clientId = env['CHUNFENG_OIDC_CLIENT_ID'] || undefined
  if (issuer === undefined && clientId === undefined) return null
  if (issuer === undefined || !isWebAddress(issuer)) wrong('CHUNFENG_OIDC_ISSUER', '统一身份认证的签发者地址，用 https（只有本机可以用 http）')
  if (clientId === undefined) wrong('CHUNFENG_OIDC_CLIENT_ID', '在统一身份认证登记的客户端编号，与 CHUNFENG_OIDC_ISSUER 一起设')
  const label = env['CHUNFENG_OIDC_LABEL'] || LABEL
  if ([...label].length > LABEL_LETTERS_MAX) wrong('CHUNFENG_OIDC_LABEL', `按钮上的名称，最多 ${LABEL_LETTERS_MAX} 个字`)
  const scope = env['CHUNFENG_OIDC_SCOPE'] || SCOPE
  if (!scope.split(' ').includes('openid')) wrong('CHUNFENG_OIDC_SCOPE', '用空格隔开的范围，其中要有 openid')
  const claims = claimsIn(env['CHUNFENG_OIDC_CLAIMS'] ?? '', () =>
    wrong('CHUNFENG_OIDC_CLAIMS', `${Object.keys(CLAIMS).join('、')} 中的几个，写成 name=real_name,idNumber=cert_no`))
  return { issuer: issuer ?? '', clientId: clientId ?? '', clientSecret: env['CHUNFENG_OIDC_CLIENT_SECRET'] || undefined, label, scope, claims }
}

/** CHUNFENG_PUBLIC_URL: the address people type, without a path; undefined where each request's own is taken. */
export function publicUrlOf(text: string): string | undefined {
  const url = URL.parse(text)
  return url !== null && isWebAddress(text) && url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : undefined
}

/** Passwords and codes must not go over the wire in clear, except on this machine, e.g. for tests. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text)
  if (url === null || url.username !== '' || url.hash !== '') return false
  return url.protocol === 'https:' || (url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname))
}

function claimsIn(text: string, wrong: () => void): ClaimNames {
  const given = text.split(',').map((one) => one.trim()).filter((one) => one !== '').map((one) => one.split('='))
  const isRight = given.every(([use = '', name = '', ...more]) => Object.hasOwn(CLAIMS, use) && /^[\w.:/-]{1,100}$/.test(name) && more.length === 0)
  if (!isRight) wrong()
  return { ...CLAIMS, ...Object.fromEntries(given) }
}
