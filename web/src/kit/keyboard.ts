/** What is pressed, as far as shortcuts care; a KeyboardEvent fits. */
export interface Press {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  repeat: boolean
}

/** Full-width keys of a Chinese keyboard layout mean the same as their plain sisters. */
const PLAIN: Readonly<Record<string, string>> = { '？': '?', '【': '[', '】': ']', '「': '[', '」': ']' }
/** Moving may be held down; everything else happens once for a press. */
const REPEATABLE = new Set(['j', 'k', '[', ']', '+', '-'])

/** The shortcut a press stands for, or undefined when it is none of ours. Shift stays visible in the key itself: 'x' is not 'X'. */
export function shortcutOf(press: Press): string | undefined {
  if (press.ctrlKey || press.metaKey || press.altKey || press.isComposing) return undefined
  const key = PLAIN[press.key] ?? (press.key === '=' ? '+' : press.key)
  return press.repeat && !REPEATABLE.has(key) ? undefined : key
}

/** Where text is typed, letters are letters. Takes the tag and, for inputs, the type. */
export function takesText(element: { tagName: string; type?: string; isContentEditable?: boolean }): boolean {
  if (element.isContentEditable === true || element.tagName === 'TEXTAREA' || element.tagName === 'SELECT') return true
  return element.tagName === 'INPUT' && !TICKS.has(element.type ?? 'text')
}

const TICKS = new Set(['checkbox', 'radio', 'button', 'submit', 'reset'])
