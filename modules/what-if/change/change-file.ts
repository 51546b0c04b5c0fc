import { isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { Refusal, type FieldError } from '#platform/refusal'
import { schemaErrors } from '#platform/schema'
import { Change } from './change.ts'

const TEXT_MAX = 100_000

/** Reads a change from the text of a YAML file; what is wrong is named with its line and field. */
export function readChange(text: string): Change {
  if (text.length > TEXT_MAX) throw new Refusal('invalid', `改动文件太长（最多 ${TEXT_MAX} 个字符），请只写要改的`)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const lineAt = (offset: number): string => `第 ${lines.linePos(offset).line} 行`
  if (document.errors.length > 0) {
    throw refusalOf(document.errors.map(({ pos, code }) => ({ path: lineAt(pos[0]), message: YAML_SENTENCES[code] ?? '不是正确的 YAML，请检查缩进、冒号和引号' })))
  }
  const data = plain(document)
  const errors = schemaErrors(Change, data)
  if (errors.length > 0)
    throw refusalOf(errors.map((error) => ({ path: `${lineOf(document, error.path, lineAt)}${error.path || '整个文件'}`, message: error.message })))
  return data as Change // the schema has been checked on the line before
}

function plain(document: Document): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 }) ?? {}
  } catch (error) {
    // The library's way of saying that there is an alias.
    if (!(error instanceof ReferenceError)) throw error
    throw refusalOf([{ path: '整个文件', message: '不能用别名（* 和 &），请直接写出来' }])
  }
}

const YAML_SENTENCES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: '同一个字段写了两次，请留一个',
  TAB_AS_INDENT: '缩进用空格，不要用制表符',
  BAD_INDENT: '缩进不齐，请与同级的行对齐',
  MISSING_CHAR: '少了冒号、括号或引号，请补上',
}

function refusalOf(errors: readonly FieldError[]): Refusal {
  return new Refusal('invalid', `改动文件有误：${errors.map(({ path, message }) => `${path}：${message}`).join('；')}`, [...errors])
}

/** The line of the field, or of the nearest thing around it that is written down. */
function lineOf(document: Document, path: string, lineAt: (offset: number) => string): string {
  const keys = path === '' ? [] : path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
  for (let length = keys.length; length >= 0; length -= 1) {
    const found = length === 0 ? document.contents : document.getIn(keys.slice(0, length), true)
    if (isNode(found) && found.range) return `${lineAt(found.range[0])} `
  }
  return ''
}
