import { WEAK_PASSWORDS } from './weak-passwords.ts'

const LENGTH_MIN = 10
/** Long phrases are strong without odd signs, and easier to remember. */
const PHRASE_LENGTH_MIN = 14
const KINDS_MIN = 3
export const PASSWORD_LENGTH_MAX = 128
const KINDS = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u]

/** Why the password is too weak, as a sentence that says what to do; undefined when it will do. */
export function passwordFault(password: string, login: string): string | undefined {
  const length = [...password].length
  if (length > PASSWORD_LENGTH_MAX) return `密码最多 ${PASSWORD_LENGTH_MAX} 个字符，请缩短`
  const kinds = KINDS.filter((kind) => kind.test(password)).length
  if (length < LENGTH_MIN) return `密码至少 ${LENGTH_MIN} 个字符，请加长`
  if (length < PHRASE_LENGTH_MIN && kinds < KINDS_MIN) {
    return `密码太简单：请用大写字母、小写字母、数字、符号中的 ${KINDS_MIN} 种，或加长到 ${PHRASE_LENGTH_MIN} 个字符以上`
  }
  const plain = password.toLowerCase()
  if (new Set(plain).size < 5) return '密码里重复的字符太多，请换一个'
  if (plain.includes(login)) return '密码里不能含有账号，请换一个'
  if (WEAK_PASSWORDS.has(plain)) return '这个密码很多人在用，容易被猜到，请换一个'
  return undefined
}
