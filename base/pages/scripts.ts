import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { inProject } from '#platform/project'

/**
 * What browsers may run on citizens' pages, as one small file. Every page is whole without it. The sources lie beside the staff pages
 * because they are checked against the browser's types; they stand alone, so taking the types away is all that has to be done.
 */
const PARTS = ['comfort', 'read-aloud', 'keep-form']

export const citizenScript = PARTS.map((part) => `(() => {\n${scriptIn(part)}})();\n`).join('')

/** The service worker with what it has to know. */
export function serviceWorkerScript(shell: { version: string; offline: string; files: readonly string[] }): string {
  return `const SHELL = ${JSON.stringify(shell)}\n${scriptIn('service-worker')}`
}

function scriptIn(part: string): string {
  const source = readFileSync(inProject(`web/src/citizen/${part}.ts`), 'utf8')
  return quietly(() => stripTypeScriptTypes(source)).replace(/^export \{\}\n/m, '')
}

/** Node strips the types of all our files the same way and says nothing; asked for by name it warns, which would stand above every start. */
function quietly<Result>(work: () => Result): Result {
  const { emitWarning } = process
  process.emitWarning = () => undefined
  try {
    return work()
  } finally {
    process.emitWarning = emitWarning
  }
}
