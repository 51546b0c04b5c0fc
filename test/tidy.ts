import { basename } from 'node:path'
import { asNode, lineAt, walk, type Node, type Source } from './source.ts'

/** The limits of STYLE.md. */
export const FILE_LINES_MAX = 250
export const FUNCTION_LINES_MAX = 40
export const PARAMETERS_MAX = 4
export const LINE_CHARACTERS_MAX = 180

const BANNED_NAMES = ['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'manager', 'service', 'impl']
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*\.tsx?$/

export interface FunctionSize { path: string; line: number; lines: number; parameters: number }

/** A rule looks at one file and says what is wrong with it, one sentence each. */
export type Rule = (source: Source) => string[]

/** By title of the test. */
export const RULES: Readonly<Record<string, Rule>> = {
  [`文件不超过 ${FILE_LINES_MAX} 行`]: ({ path, text }) => (linesOf(text) > FILE_LINES_MAX ? [`${path}：${linesOf(text)} 行`] : []),
  [`函数不超过 ${FUNCTION_LINES_MAX} 行`]: (source) =>
    functionsIn(source).filter(({ lines }) => lines > FUNCTION_LINES_MAX).map(({ path, line, lines }) => `${path}:${line}：${lines} 行`),
  [`参数不超过 ${PARAMETERS_MAX} 个`]: (source) =>
    functionsIn(source)
      .filter(({ parameters }) => parameters > PARAMETERS_MAX)
      .map(({ path, line, parameters }) => `${path}:${line}：${parameters} 个`),
  [`一行不超过 ${LINE_CHARACTERS_MAX} 个字符`]: ({ path, text }) =>
    text.split('\n').flatMap((line, index) => (line.length > LINE_CHARACTERS_MAX ? [`${path}:${index + 1}：${line.length} 个`] : [])),
  '文件名用小写短横线，不叫 utils、helpers、common、misc、manager、service、impl': ({ path }) => (isGoodName(basename(path)) ? [] : [path]),
  '不用 any': (source) => linesWith(source, (node) => node.type === 'TSAnyKeyword'),
  'as 必须在同一行或上一行说明为什么安全': castsWithoutReason,
  '不留 TODO 和 FIXME': ({ path, text, comments }) =>
    comments.filter(({ value }) => /\b(TODO|FIXME)\b/.test(value)).map(({ start }) => `${path}:${lineAt(text, start)}`),
  '不用 export default（工具的配置文件除外）': (source) =>
    /\.config\.ts$/.test(source.path) ? [] : linesWith(source, (node) => node.type === 'ExportDefaultDeclaration'),
}

export function linesOf(text: string): number {
  return text.replace(/\n$/, '').split('\n').length
}

const FUNCTIONS = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'])

/** Every function with a body. The function of a `describe` is a heading for its tests, not a function. */
export function functionsIn({ path, text, program }: Source): FunctionSize[] {
  const found: FunctionSize[] = []
  walk(program, (node, parent) => {
    if (!FUNCTIONS.has(node.type) || !asNode(node.body) || isHeading(parent)) return
    const line = lineAt(text, node.start)
    const parameters = Array.isArray(node.params) ? node.params.length : 0
    found.push({ path, line, lines: lineAt(text, node.end) - line + 1, parameters })
  })
  return found
}

function isHeading(parent: Node | undefined): boolean {
  return parent?.type === 'CallExpression' && asNode(parent.callee)?.name === 'describe'
}

function isGoodName(name: string): boolean {
  const isBanned = (part: string): boolean => BANNED_NAMES.includes(part.split('-').at(-1) ?? '')
  return KEBAB.test(name) && !name.split('.').some(isBanned)
}

function linesWith({ path, text, program }: Source, isSought: (node: Node) => boolean): string[] {
  const found: string[] = []
  walk(program, (node) => {
    if (isSought(node)) found.push(`${path}:${lineAt(text, node.start)}`)
  })
  return found
}

/** A comment that ends on the line of the cast, of the expression it begins with, or on the line before counts as its reason. */
function castsWithoutReason(source: Source): string[] {
  const { path, text, program, comments } = source
  const reasoned = new Set(comments.flatMap(({ end }) => [lineAt(text, end), lineAt(text, end) + 1]))
  const found: string[] = []
  walk(program, (node) => {
    const type = asNode(node.typeAnnotation)
    if ((node.type !== 'TSAsExpression' && node.type !== 'TSTypeAssertion') || !type || isConst(type)) return
    const lines = [lineAt(text, node.start), lineAt(text, type.start)]
    if (!lines.some((line) => reasoned.has(line))) found.push(`${path}:${lines[1]}`)
  })
  return found
}

function isConst(type: Node): boolean {
  return type.type === 'TSTypeReference' && asNode(type.typeName)?.name === 'const'
}
