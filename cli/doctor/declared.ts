import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { migrationFolders } from '#platform/migrate'
import { inProject } from '#platform/project'

/** An index ('schema.index') or a trigger ('schema.table.trigger') as the migrations create it. */
export interface Declared { name: string; statement: string }

export interface DeclaredObjects {
  /** 'folder/name' → SM3 of the file. */
  migrations: ReadonlyMap<string, string>
  indexes: readonly Declared[]
  triggers: readonly Declared[]
}

let read: DeclaredObjects | undefined

/** What the migrations of this program make of a database, read from their own text: there is no second list to keep. */
export function declaredObjects(): DeclaredObjects {
  read ??= objectsIn(migrationFolders().flatMap(textsIn))
  return read
}

interface Text { path: string; text: string }

function textsIn(folder: string): Text[] {
  return readdirSync(inProject(folder)).sort().map((name) => ({ path: `${folder}/${name}`, text: readFileSync(join(inProject(folder), name), 'utf8') }))
}

const INDEX = /create (?:unique )?index (?:if not exists )?(\w+) on ([\w]+)\.("?\w+"?)[^;]*;/gi
const TRIGGER = /create (?:constraint )?trigger (\w+)\s[^;]*?\son (\w+)\.("?\w+"?)\s[^;]*;/gi
const DROPPED = /drop (index|trigger) (?:if exists )?([\w.]+)(?: on ([\w.]+))?/gi
const DROPPED_TABLE = /drop table (?:if exists )?([\w.]+)/gi

/** Later files may drop what earlier ones made, a table with all that stands on it. */
export function objectsIn(texts: readonly Text[]): DeclaredObjects {
  const indexes = new Map<string, Made>()
  const triggers = new Map<string, Made>()
  for (const { text } of texts) {
    const sql = text.replace(/--.*$/gm, '')
    for (const [, kind, name = '', table] of sql.matchAll(DROPPED))
      (kind?.toLowerCase() === 'index' ? indexes : triggers).delete(table ? `${table}.${name}` : name)
    for (const [, table] of sql.matchAll(DROPPED_TABLE)) for (const made of [indexes, triggers]) forgetOn(made, table)
    for (const [statement, name, schema, table] of sql.matchAll(INDEX)) indexes.set(`${schema}.${name}`, { statement, table: `${schema}.${table}` })
    for (const [statement, name, schema, table] of sql.matchAll(TRIGGER)) triggers.set(`${schema}.${table}.${name}`, { statement, table: `${schema}.${table}` })
  }
  const migrations = new Map(texts.map(({ path, text }) => [path, createHash('sm3').update(text).digest('hex')]))
  return { migrations, indexes: declared(indexes), triggers: declared(triggers) }
}

interface Made { statement: string; table: string }

function forgetOn(made: Map<string, Made>, table: string | undefined): void {
  for (const [name, one] of made) if (one.table === table) made.delete(name)
}

const declared = (found: ReadonlyMap<string, Made>): Declared[] => [...found].map(([name, { statement }]) => ({ name, statement }))
