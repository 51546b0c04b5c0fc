import { faceOf } from './faces.ts'

export interface MissingGlyph { character: string; codePoint: string }

/** Characters that show nothing by themselves: joiners, direction marks, variation selectors, controls. Never printed. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/u
const BLANK = /[\p{Zs}\t]/u

/**
 * The characters of a text that the font cannot show, each once, in order. A name is never printed with an empty box in it:
 * `printable` writes such a character as its code, and the document says so in a note.
 */
export function missingGlyphs(text: string): MissingGlyph[] {
  const missing = [...new Set(text)].filter((character) => !isShown(character))
  return missing.map((character) => ({ character, codePoint: codePointOf(character) }))
}

/** The text as it can be printed: what has no glyph as 〔U+2B740〕, any blank as a blank, invisible characters left out. */
export function printable(text: string): string {
  let printed = ''
  for (const character of text) printed += printableCharacter(character)
  return printed
}

function printableCharacter(character: string): string {
  if (character === '\n' || character === '　') return character
  if (BLANK.test(character)) return ' '
  if (INVISIBLE.test(character)) return ''
  return isShown(character) ? character : `〔${codePointOf(character)}〕`
}

function isShown(character: string): boolean {
  return BLANK.test(character) || INVISIBLE.test(character) || faceOf('regular').hasGlyphForCodePoint(character.codePointAt(0) ?? 0)
}

function codePointOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}
