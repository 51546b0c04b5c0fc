import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Tally } from './tally.ts'

/** The type check: one test, for the server and, where they exist, for the pages that run in the browser. */
export async function checkTypes(project: string): Promise<Tally> {
  const folders = ['.', 'web'].filter((folder) => existsSync(join(project, folder, 'tsconfig.json')))
  const complaints = await Promise.all(folders.map((folder) => complaintsOf(project, folder)))
  const detail = complaints.join('')
  return detail ? { ...NOTHING, failures: [{ title: '类型检查', detail }] } : { ...NOTHING, passed: 1 }
}

const NOTHING: Tally = { passed: 0, failures: [], skipped: [], remarks: [] }

async function complaintsOf(project: string, folder: string): Promise<string> {
  const compiler = join(project, 'node_modules', 'typescript', 'bin', 'tsc')
  const child = spawn(process.execPath, [compiler, '-p', folder], { cwd: project, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = Promise.withResolvers<number | null>()
  child.once('close', ended.resolve)
  const said = await text(child.stdout)
  return (await ended.promise) === 0 ? '' : said || 'tsc 没有说明原因就失败了'
}
