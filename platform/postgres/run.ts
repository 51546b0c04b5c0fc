import { spawn } from 'node:child_process'
import type { Account } from './account.ts'

interface Running { account: Account; lock: number }
interface Ended { code: number; output: string }

/**
 * Runs a program to its end as the account.
 * @param lock a descriptor the program and its children inherit, so that the lock lasts until the last of them has ended
 * @returns its exit code and all it said; a program that cannot start counts as 127
 */
export async function run(program: string, parameters: readonly string[], { account, lock }: Running): Promise<Ended> {
  const child = spawn(program, parameters, {
    ...account,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'pipe', lock],
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  })
  const said: Buffer[] = []
  child.stdout?.on('data', (chunk) => said.push(chunk))
  child.stderr?.on('data', (chunk) => said.push(chunk))
  const ended = Promise.withResolvers<number>()
  child.once('error', (error) => {
    said.push(Buffer.from(String(error)))
    ended.resolve(127)
  })
  child.once('close', (code) => ended.resolve(code ?? 1))
  return { code: await ended.promise, output: Buffer.concat(said).toString() }
}
