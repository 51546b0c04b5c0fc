import { globSync, readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { parseSync } from 'vite'

export const PROJECT = dirname(import.meta.dirname)

/** A part of the syntax, as the ESTree standard and its TypeScript extension name it. */
export interface Node { type: string; start: number; end: number; [field: string]: unknown }

/** One file of ours, parsed: TypeScript 7 offers no syntax tree to programs yet, the parser inside Vite does. */
export interface Source {
  /** Relative to the project. */
  readonly path: string
  readonly text: string
  readonly program: Node
  readonly comments: readonly { value: string; start: number; end: number }[]
}

const NOT_OURS = ['**/node_modules/**', '**/dist/**', '**/.*/**']

/** Every TypeScript file of the project. */
export function allSources(): Source[] {
  const paths = globSync('**/*.{ts,tsx}', { cwd: PROJECT, exclude: NOT_OURS })
  return paths.sort().map((path) => parse(path, readFileSync(`${PROJECT}/${path}`, 'utf8')))
}

/** @throws when the text is not TypeScript: what cannot be read cannot be checked */
export function parse(path: string, text: string): Source {
  const { program, comments, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}：${errors[0]?.message}`)
  return { path, text, program: asNode(program) ?? emptyProgram(), comments }
}

/** Visits every node, parents first. */
export function walk(node: Node, visit: (node: Node, parent: Node | undefined) => void, parent?: Node): void {
  visit(node, parent)
  for (const field of Object.values(node)) {
    for (const candidate of Array.isArray(field) ? field : [field]) {
      const child = asNode(candidate)
      if (child) walk(child, visit, node)
    }
  }
}

/** The field as a node, or undefined when it holds something else. */
export function asNode(field: unknown): Node | undefined {
  // Whatever has a type and a position in the text is a node of the tree; the parser makes nothing else with these fields.
  const isNode = typeof field === 'object' && field !== null && 'type' in field && 'start' in field
  return isNode ? (field as Node) : undefined // checked in the line above
}

export function isTest(path: string): boolean {
  return /\.test\.tsx?$|(^|\/)testing\.ts$|\.test-support\.ts$|^test\//.test(path)
}

/** Lines counted from 1. */
export function lineAt(text: string, position: number): number {
  return text.slice(0, position).split('\n').length
}

function emptyProgram(): Node {
  return { type: 'Program', start: 0, end: 0 }
}
