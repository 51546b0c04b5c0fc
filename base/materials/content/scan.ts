import { execFile } from 'node:child_process'
import { Refusal } from '#platform/refusal'

const SCAN_MILLISECONDS_MAX = 60_000
const FOUND_SOMETHING = 1

/**
 * Hands the file to the scanner of the house, if there is one: CHUNFENG_SCAN_COMMAND, for instance `clamdscan --no-summary`,
 * called with the path. Exit code 0 is clean, 1 is infected; with any other the scanner itself is not well, and nothing is taken.
 */
export async function scan(path: string, command = process.env['CHUNFENG_SCAN_COMMAND']): Promise<void> {
  const [program, ...words] = command?.trim().split(/\s+/) ?? []
  if (program === undefined || program === '') return
  const code = await exitCodeOf(program, [...words, path])
  if (code === FOUND_SOMETHING) throw new Refusal('unsupported-media', '文件里发现病毒，没有收下，请杀毒后再上传')
  if (code !== 0) throw new Refusal('unavailable', '病毒检查暂时不能进行，文件没有收下，请稍后再试')
}

function exitCodeOf(program: string, words: readonly string[]): Promise<number | string> {
  const { promise, resolve } = Promise.withResolvers<number | string>()
  execFile(program, words, { timeout: SCAN_MILLISECONDS_MAX }, (error) => resolve(error === null ? 0 : (error.code ?? 'killed')))
  return promise
}
