const CHARACTERS_MAX = 120
/** Control characters, marks that turn the direction of writing, and the signs no file system takes. */
const UNFIT = /[\p{Cc}\p{Cf}\u2028\u2029<>:"/\\|?*]/gu

/** The name under which the file was given, fit to be shown and saved again anywhere. */
export function tidyName(given: string): string {
  const last = given.toWellFormed().normalize('NFC').split(/[/\\]/).at(-1) ?? ''
  const tidy = trimmed(shortened(trimmed(last.replace(UNFIT, '').replace(/\s+/g, ' '))))
  return tidy === '' ? '未命名文件' : tidy
}

/** What stands after the last dot, in lower case; empty when there is none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

/** The header that names the file for saving: plain letters for old programs, the real name for all others (RFC 6266). */
export function dispositionOf(kind: 'inline' | 'attachment', name: string): string {
  const plain = name.replace(/[^\w.-]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${plain}"; filename*=UTF-8''${encoded}`
}

/** No dots or spaces at either end: they hide a file, or get lost when it is saved. */
function trimmed(name: string): string {
  return name.replace(/^[.\s]+|[.\s]+$/g, '')
}

/** The ending stays: it says what the file is. */
function shortened(name: string): string {
  const characters = [...name]
  if (characters.length <= CHARACTERS_MAX) return name
  const ending = endingOf(name) === '' ? '' : `.${endingOf(name)}`
  return characters.slice(0, CHARACTERS_MAX - ending.length).join('') + ending
}
