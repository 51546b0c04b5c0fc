import { enableCompileCache } from 'node:module'
import { runCommand } from './cli/command.ts'
import { commands } from './cli/commands.ts'

enableCompileCache()
const note = (line: string) => void process.stderr.write(`${line}\n`)
const out = (line: string) => void process.stdout.write(`${line}\n`)

process.exitCode = await runCommand(commands, process.argv.slice(2), { out, note }).catch((error: unknown) => {
  note(error instanceof Error ? error.message : String(error))
  return 1
})
