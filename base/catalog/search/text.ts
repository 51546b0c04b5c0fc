/** How Chinese text becomes what is compared: runs of characters, pairs of neighbours, names cut into head and brackets. */

const RUN = /[\u3400-\u9fff]+|[a-z0-9]+/g
const LATIN_RUN = /^[a-z0-9]+$/

/** Full-width and compatibility forms become ordinary ones, letters small. */
export function plainText(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

/** Unbroken runs of Chinese characters, or of letters and digits; everything else only separates. Expects plain text. */
export function runsOf(plain: string): string[] {
  return plain.match(RUN) ?? []
}

export function isLatinRun(run: string): boolean {
  return LATIN_RUN.test(run)
}

/** The runs with blanks between and around, so that ' a ' is found as a word and no pair of characters crosses a mark. */
export function spacedText(plain: string): string {
  return ` ${runsOf(plain).join(' ')} `
}

/** The runs without anything between: names that differ only in marks become equal. */
export function bareText(plain: string): string {
  return runsOf(plain).join('')
}

/** The terms of a text and how often each stands in it: characters, pairs of neighbours, words of letters or digits (as ' a '). */
export function termCounts(plain: string): Map<string, number> {
  const counts = new Map<string, number>()
  const count = (term: string) => counts.set(term, (counts.get(term) ?? 0) + 1)
  for (const run of runsOf(plain)) {
    if (isLatinRun(run)) {
      count(` ${run} `)
      continue
    }
    for (let at = 0; at < run.length; at += 1) {
      count(run.charAt(at))
      if (at + 1 < run.length) count(run.slice(at, at + 2))
    }
  }
  return counts
}

export interface CutName {
  head: string
  /** The brackets at the end: what tells one branch of an item from the next. May be empty. */
  tail: string
}

/** 律师执业变更审核(跨市转所) → head 律师执业变更审核, tail (跨市转所). A name that is all brackets stays whole. Expects plain text. */
export function cutName(plain: string): CutName {
  const name = plain.trim()
  let head = name
  for (let open = openingOfLastBracket(head); open > 0; open = openingOfLastBracket(head)) head = head.slice(0, open).trimEnd()
  return { head, tail: name.slice(head.length) }
}

/** Where the bracket that closes at the very end was opened; -1 when the text does not end in one. */
function openingOfLastBracket(text: string): number {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text.charAt(at)
    if (character === ')') depth += 1
    else if (character === '(') depth -= 1
    if (depth === 0) return character === '(' ? at : -1
  }
  return -1
}
