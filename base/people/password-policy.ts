import { configFrom, type PasswordPolicyName } from '#platform/config'
import { WEAK_PASSWORDS } from './weak-passwords.ts'

/** What a password has to be. One set of rules with two presets; the operator chooses by CHUNFENG_PASSWORD_POLICY. */
export interface PasswordPolicy {
  readonly title: string
  /** For an account with a second factor, and for one without. */
  readonly lengthMin: { readonly withSecondFactor: number; readonly alone: number }
  /** Of capital and small letters, digits and signs; 1 = no rule of composition. */
  readonly kindsMin: number
  /** Days until a password of staff has to be changed; null = never by age alone. */
  readonly ageDaysMax: number | null
  /** How many of the last passwords must not come back, the present one among them. */
  readonly historyCount: number
}

/** Defaults, each after its text: GB/T 22239 asks for complexity and change, the numbers are common assessment practice; ASVS 5.0 V6.2. */
export const PASSWORD_POLICIES: Readonly<Record<PasswordPolicyName, PasswordPolicy>> = {
  mlps3: { title: '等保三级', lengthMin: { withSecondFactor: 8, alone: 8 }, kindsMin: 3, ageDaysMax: 90, historyCount: 5 },
  asvs5: { title: 'ASVS 5', lengthMin: { withSecondFactor: 12, alone: 15 }, kindsMin: 1, ageDaysMax: null, historyCount: 1 },
}

export const PASSWORD_LENGTH_MAX = 128
const DISTINCT_MIN = 5
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u]

/** The preset this process runs with. */
export function passwordPolicy(): PasswordPolicy {
  return PASSWORD_POLICIES[configFrom(process.env).passwordPolicy]
}

export interface PasswordHolder { policy?: PasswordPolicy; hasSecondFactor?: boolean }

/** Why the password is too weak, as a sentence that says what to do; undefined when it will do. */
export function passwordFault(password: string, login: string, holder: PasswordHolder = {}): string | undefined {
  const { policy = passwordPolicy(), hasSecondFactor = false } = holder
  const length = [...password].length
  const lengthMin = policy.lengthMin[hasSecondFactor ? 'withSecondFactor' : 'alone']
  if (length > PASSWORD_LENGTH_MAX) return `密码最多 ${PASSWORD_LENGTH_MAX} 个字符，请缩短`
  if (length < lengthMin) return `密码至少 ${lengthMin} 个字符，请加长`
  if (KINDS.filter((kind) => kind.test(password)).length < policy.kindsMin) {
    return `密码太简单：请用大写字母、小写字母、数字、符号中的 ${policy.kindsMin} 种`
  }
  const plain = password.toLowerCase()
  if (new Set(plain).size < DISTINCT_MIN) return '密码里重复的字符太多，请换一个'
  if (plain.includes(login.toLowerCase())) return '密码里不能含有账号，请换一个'
  if (WEAK_PASSWORDS.has(plain)) return '这个密码很多人在用，容易被猜到，请换一个'
  return undefined
}

/** The rules in one sentence, for the page where somebody chooses a password. */
export function passwordWords({ lengthMin, kindsMin }: PasswordPolicy = passwordPolicy()): string {
  const kinds = kindsMin > 1 ? `，含大写字母、小写字母、数字、符号中的 ${kindsMin} 种` : '，可以是一句话'
  return `至少 ${lengthMin.alone} 个字符${kinds}；不能含有账号，不能用常见的密码`
}

const DAY_MILLISECONDS = 86_400_000

/** Whether a password of staff has grown too old. Citizens sign in rarely and are not made to change theirs. */
export function isWornOut(changedAt: Date, now: Date, { ageDaysMax }: PasswordPolicy = passwordPolicy()): boolean {
  return ageDaysMax !== null && now.getTime() - changedAt.getTime() >= ageDaysMax * DAY_MILLISECONDS
}
