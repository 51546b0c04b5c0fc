import { existsSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { asNode, isTest, lineAt, PROJECT, walk, type Node, type Source } from './source.ts'

/** One file uses another, as a value or only as a type. */
export interface Import { from: string; line: number; specifier: string; to: string }

/** From the lowest: each may use itself and what stands before it. */
const LAYERS = ['platform', 'kernel', 'base', 'modules', 'top'] as const
export type Layer = (typeof LAYERS)[number]

/** What may use everything: tests, and programs beside the server. */
const FREE = /^(test|bench|cli|bin)\//

/** What runs in the browser, built by Vite; the citizens' pages are written by the server and are no part of it. */
const BROWSER = /^(web|modules\/[^/]+\/web\/(staff|leader))\//
/** The second door of a part, for app.ts alone: the citizens' pages. They lie above the part itself and may use all of base. */
const PAGES = /^(base\/[^/]+\/web|modules\/[^/]+\/web\/citizen)\/index\.ts$/
/** What we ship as data lies below everything. */
const DATA = /^data\//

/** Every import of a file, also of types only: `import`, `export … from`, `import('…')`, and `import('…')` inside a type. */
export function importsOf({ path, text, program }: Source): Import[] {
  const found: Import[] = []
  walk(program, (node) => {
    const specifier = specifierOf(node)
    if (specifier === undefined) return
    found.push({ from: path, line: lineAt(text, node.start), specifier, to: resolveFrom(path, specifier) })
  })
  return found
}

/** What is wrong with an import, or undefined. */
export function wrongWith({ from, specifier, to }: Import): string | undefined {
  if (!isOurs(specifier)) return isDeclared(specifier) ? undefined : '没有写进 package.json'
  if (isTest(from) || FREE.test(from) || DATA.test(to)) return undefined
  if (isTest(to)) return '正式代码不能用测试的东西'
  if (isModuleOther(from, to)) return '模块之间不能互相引用，只在事件和 base 中相遇'
  if (BROWSER.test(from)) return undefined
  if (BROWSER.test(to)) return '服务端不能用页面的代码'
  if (layerOf(from) < layerOf(to)) return '下层不能用上层'
  if (unitOf(from) === unitOf(to)) return undefined
  if (!isDoor(to) && !(unitOf(from) === 'top' && PAGES.test(to))) return '别的部分只能经过它的 index.ts（platform 是它的第一层文件）'
  return specifier.startsWith('.') && layerOf(from) < LAYERS.length - 1 ? '跨部分引用要写 #platform/…、#kernel、#base/…、#modules/…' : undefined
}

/** Groups of files that use each other in a circle, each group once. */
export function circlesIn(imports: readonly Import[]): string[][] {
  const uses = Map.groupBy(imports.filter(({ specifier }) => isOurs(specifier)), ({ from }) => from)
  const reach = (start: string): Set<string> => {
    const seen = new Set<string>()
    const open = [start]
    for (let file = open.pop(); file !== undefined; file = open.pop()) {
      for (const { to } of uses.get(file) ?? []) {
        if (!seen.has(to)) open.push(to)
        seen.add(to)
      }
    }
    return seen
  }
  const reached = new Map([...uses.keys()].map((file) => [file, reach(file)]))
  const isTogether = (a: string, b: string): boolean => reached.get(a)?.has(b) === true && reached.get(b)?.has(a) === true
  const inCircle = [...reached.keys()].filter((file) => isTogether(file, file)).sort()
  const groups = inCircle.map((file) => inCircle.filter((other) => isTogether(file, other)))
  return groups.filter((group, index) => group[0] === inCircle[index])
}

const IMPORTING = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'])

function specifierOf(node: Node): string | undefined {
  const value = IMPORTING.has(node.type) ? asNode(node.source)?.value : undefined
  return typeof value === 'string' ? value : undefined
}

const isOurs = (specifier: string): boolean => /^[.#]/.test(specifier)

const MANIFEST = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'))
const PACKAGES = new Set(Object.keys({ ...MANIFEST.dependencies, ...MANIFEST.devDependencies, ...MANIFEST.optionalDependencies }))
const ALIASES: [string, string][] = Object.entries(MANIFEST.imports)

/** A package that is only there because another one needs it may vanish with the next update. */
function isDeclared(specifier: string): boolean {
  const name = specifier.split('/').slice(0, specifier.startsWith('@') ? 2 : 1).join('/')
  return specifier.startsWith('node:') || PACKAGES.has(name)
}

/** The file an import means, relative to the project; a package stays as it is. */
function resolveFrom(path: string, specifier: string): string {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(path), specifier)
  for (const [alias, target] of ALIASES) {
    const [start = '', end] = alias.split('*')
    if (specifier === alias) return posix.normalize(target)
    if (end !== undefined && specifier.startsWith(start)) return posix.normalize(target.replace('*', specifier.slice(start.length)))
  }
  return specifier
}

function layerOf(path: string): number {
  const layer = LAYERS.findIndex((name) => path.startsWith(`${name}/`))
  return layer < 0 ? LAYERS.length - 1 : layer
}

/** What is entered only through its door: the platform, the kernel, each folder of base and of modules; the rest is the top. */
function unitOf(path: string): string {
  return /^(platform|kernel|base\/[^/]+|modules\/[^/]+)\//.exec(path)?.[1] ?? 'top'
}

function isModuleOther(from: string, to: string): boolean {
  const [one, other] = [from, to].map((path) => /^modules\/([^/]+)\//.exec(path)?.[1])
  return one !== undefined && other !== undefined && one !== other
}

function isDoor(path: string): boolean {
  const unit = unitOf(path)
  return unit === 'top' || (unit === 'platform' ? posix.dirname(path) === unit : path === `${unit}/index.ts`)
}

/** Whether the file is there; a wrong path would make every other check blind. */
export function isMissing({ specifier, to }: Import): boolean {
  return isOurs(specifier) && !existsSync(join(PROJECT, to))
}
