/** Who is told what stands in an XML text; names come without their prefix. */
export interface XmlListener {
  open?: (name: string, attribute: (name: string) => string | undefined) => void
  close?: (name: string) => void
  text?: (text: string) => void
}

/** A tag, comment or declaration; a sign > within quotes does not end it. */
const MARKUP = /<!--[^]*?-->|<!\[CDATA\[([^]*?)\]\]>|<\?[^]*?\?>|<!(?!--|\[)[^>]*>|<(\/?)(?:[\w.-]+:)?([\w.-]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>/y
const MARKUP_CHARACTERS_MAX = 1 << 20

/** Reads XML as it comes, in whatever pieces. Enough for what office programs write; entities of its own are not known. */
export class XmlScanner {
  private rest = ''
  private readonly listener: XmlListener

  constructor(listener: XmlListener) {
    this.listener = listener
  }

  /** @throws SyntaxError when the text is no XML */
  write(piece: string): void {
    const text = this.rest + piece
    let at = 0
    for (let start = text.indexOf('<'); start >= 0; start = text.indexOf('<', at)) {
      MARKUP.lastIndex = start
      const found = MARKUP.exec(text)
      if (!found) break
      if (start > at) this.listener.text?.(plain(text.slice(at, start)))
      at = MARKUP.lastIndex
      this.tell(found)
    }
    this.rest = text.slice(at)
    if (this.rest.length > MARKUP_CHARACTERS_MAX) throw new SyntaxError('markup without an end')
  }

  /** @throws SyntaxError when something is left open */
  end(): void {
    if (this.rest.trim() !== '') throw new SyntaxError('the text ends within a tag')
  }

  private tell([whole, data, slash, name, attributes = '', empty]: RegExpExecArray): void {
    if (whole.startsWith('<!DOCTYPE')) throw new SyntaxError('no declarations here')
    if (data !== undefined) this.listener.text?.(data)
    if (name === undefined) return
    if (slash === '/') { this.listener.close?.(name); return }
    this.listener.open?.(name, (wanted) => attributeIn(attributes, wanted))
    if (empty === '/') this.listener.close?.(name)
  }
}

const patterns = new Map<string, RegExp>()

function attributeIn(attributes: string, wanted: string): string | undefined {
  const pattern = patterns.get(wanted) ?? new RegExp(`(?:^|[\\s:])${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(wanted, pattern)
  const found = pattern.exec(attributes)
  return found ? plain(found[1] ?? found[2] ?? '') : undefined
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
const CODE_POINT_MAX = 0x10ffff

function plain(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));/g, (whole, decimal?: string, hex?: string, name = '') => {
    const code = decimal !== undefined ? Number(decimal) : hex !== undefined ? parseInt(hex, 16) : undefined
    if (code === undefined) return NAMED[name] ?? whole
    return code <= CODE_POINT_MAX ? String.fromCodePoint(code) : whole
  })
}
