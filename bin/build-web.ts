import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

const PROJECT = dirname(import.meta.dirname)
const WEB = join(PROJECT, 'web')
const STAMP = join(WEB, 'dist', '.sources.json')
const SOURCES = ['package-lock.json', 'web/**/*.*', 'modules/*/web/{staff,leader}/**/*.*']

/** What the last build was made of. */
interface Stamp { inputs: string[]; digest: string }

/** Builds the staff and leader pages, if any of what the last build was made of has changed since, or a source has been added. */
if (existsSync(WEB) && !isUpToDate()) {
  process.stderr.write('正在生成工作人员页面……\n')
  const inputs = await build()
  writeFileSync(STAMP, JSON.stringify({ inputs, digest: digestOf(inputs) } satisfies Stamp))
}

/** A build that was interrupted has emptied the directory, the stamp included, and is done again. */
function isUpToDate(): boolean {
  if (!existsSync(STAMP)) return false
  const { inputs, digest }: Stamp = JSON.parse(readFileSync(STAMP, 'utf8'))
  return digestOf(inputs) === digest
}

/** @returns the files of ours that went in, wherever they lie */
async function build(): Promise<string[]> {
  const vite = await import('vite')
  const built = await vite.build({ root: WEB, logLevel: 'warn' })
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  const modules = outputs.flatMap((one) => (one.type === 'chunk' ? one.moduleIds : []))
  const files = modules.map((id) => relative(PROJECT, id.split('?')[0] ?? id))
  return files.filter((path) => !/^\.\.|\0|^node_modules\//.test(path) && existsSync(join(PROJECT, path)))
}

function digestOf(inputs: readonly string[]): string {
  const present = globSync(SOURCES, { cwd: PROJECT, exclude: ['web/dist/**', '**/node_modules/**'] })
  const digest = createHash('sha256')
  for (const path of [...new Set([...inputs, ...present])].sort()) {
    const file = join(PROJECT, path)
    digest.update(`${path}\n`).update(existsSync(file) ? readFileSync(file) : '')
  }
  return digest.digest('hex')
}
