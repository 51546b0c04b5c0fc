import { hash, verify } from '@node-rs/argon2'

/**
 * Argon2id, 19 MiB, two passes, one lane: what OWASP asks for at least; about 25 ms on one core.
 * CHUNFENG_PASSWORD_KIB makes it cheaper, for tests only; a hash carries its own cost and stays valid.
 */
const MEMORY_KIB = 19_456
const PASSES = 2

/** The text of a new hash with a salt of its own. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: memoryKib(process.env), timeCost: PASSES, parallelism: 1 })
}

/** Takes as long when there is no such account, so that the time tells nobody which names exist. */
export async function isPassword(password: string, passwordHash: string | undefined): Promise<boolean> {
  // Whoever only signs in another way has no digest here, and no password opens the account.
  if (passwordHash?.startsWith('$argon2') === true) return verify(passwordHash, password)
  await verify(await someHash(), password)
  return false
}

let made: Promise<string> | undefined

function someHash(): Promise<string> {
  made ??= hashPassword('nobody has this account')
  return made
}

function memoryKib(environment: Readonly<Record<string, string | undefined>>): number {
  return Number(environment['CHUNFENG_PASSWORD_KIB'] ?? MEMORY_KIB)
}
