import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before any of the program is read: afterwards half the time of every start is gone. Where nothing can be written, it starts as before.
enableCompileCache(join(import.meta.dirname, 'node_modules', '.cache', 'compiled'))
const [{ runCommand }, { commands }] = await Promise.all([import('./cli/command.ts'), import('./cli/commands.ts')])

const note = (line: string) => void process.stderr.write(`${line}\n`)
const out = (line: string) => void process.stdout.write(`${line}\n`)

// Whoever reads the answers may have had enough, as `| head` has: no fault of ours, and ended as such pipes end.
const READER_IS_GONE = 141
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(READER_IS_GONE)
  throw error
})

process.exitCode = await runCommand(commands, process.argv.slice(2), { out, note }).catch((error: unknown) => {
  note(error instanceof Error ? error.message : String(error))
  return 1
})
