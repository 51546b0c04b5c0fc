import { dirname, resolve } from 'node:path'

/** A path inside the installed program, wherever the command was called from. */
export function inProject(path: string): string {
  return resolve(dirname(import.meta.dirname), path)
}
