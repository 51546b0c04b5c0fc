import type { Parts } from './zip.ts'

const RELATIONS_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'

/** Adds a part with its media type to an office file. */
export function addPart(parts: Parts, { name, type, xml }: { name: string; type: string; xml: string }): void {
  parts.set(name, Buffer.from(xml))
  change(parts, '[Content_Types].xml', (types) => types.replace('</Types>', `<Override PartName="/${name}" ContentType="${type}"/></Types>`))
}

/** Says that the part uses another; `target` is relative to the part. Returns the id by which the part names it. */
export function relate(parts: Parts, part: string, { type, target }: { type: string; target: string }): string {
  const name = part.replace(/([^/]+)$/, '_rels/$1.rels')
  if (!parts.has(name)) parts.set(name, Buffer.from(`${RELATIONS_HEAD}</Relationships>`))
  const id = `rIdChart${(textOf(parts, name).match(/<Relationship /g) ?? []).length + 1}`
  change(parts, name, (relations) => relations.replace(/<Relationships([^>]*)\/>/, '<Relationships$1></Relationships>')
    .replace('</Relationships>', `<Relationship Id="${id}" Type="${type}" Target="${target}"/></Relationships>`))
  return id
}

/** Rewrites the text of a part that must be there. */
export function change(parts: Parts, name: string, rewrite: (text: string) => string): void {
  parts.set(name, Buffer.from(rewrite(textOf(parts, name))))
}

function textOf(parts: Parts, name: string): string {
  const part = parts.get(name)
  if (!part) throw new Error(`no part ${name}`)
  return part.toString('utf8')
}
