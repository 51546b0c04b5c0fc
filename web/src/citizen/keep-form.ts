/**
 * Keeps a half-filled form on the device, if its owner says so: written as she types, put back when she comes again, gone when it
 * was filed, when she signs out, when somebody else signs in, and after fourteen days. Sealed with a key that only the page of the
 * signed-in account brings, so that what lies on the device tells nothing to the next person at it. Numbers of identity cards are
 * never kept.
 */

const PREFIX = 'kept:'
/** For whom this device keeps; absent is no, and it is absent until somebody ticks the box. */
const CHOICE = 'keep-for'
const KEPT_MILLISECONDS_MAX = 14 * 86_400_000
const IV_BYTES = 12

interface Kept { at: number; path: string; iv: string; sealed: string; isSent?: boolean }
type Values = Record<string, string>
type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const form = document.querySelector<HTMLFormElement>('form[data-keep]')
tidyUp()
document.querySelector('form[action="/sign-out"]')?.addEventListener('submit', keepNothing)
document.querySelector('form[action^="/apply/"][action$="/delete"]')?.addEventListener('submit', () => forget(() => true))
if (document.querySelector('[data-filed]') !== null) forget(() => true)
if (form !== null) void begin(form)

/** What is too old, and what the server has taken: the page shown now is its answer to the form. */
function tidyUp(): void {
  const came = URL.canParse(document.referrer) ? new URL(document.referrer).pathname : ''
  forget((name) => {
    const kept = entry(name)
    return kept === undefined || Date.now() - kept.at > KEPT_MILLISECONDS_MAX || (kept.isSent === true && kept.path === came && location.pathname !== came)
  })
}

function forget(isOver: (name: string) => boolean): void {
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(PREFIX) && isOver(name)) localStorage.removeItem(name)
  }
}

function keepNothing(): void {
  forget(() => true)
  localStorage.removeItem(CHOICE)
}

function entry(name: string): Kept | undefined {
  try {
    return JSON.parse(localStorage.getItem(name) ?? '') ?? undefined
  } catch {
    // Somebody wrote something else there; it is no use to anybody.
    return undefined
  }
}

async function begin(shown: HTMLFormElement): Promise<void> {
  const { keep = '', keeper = '', keepKey = '' } = shown.dataset
  const says = notice(shown)
  holdWhenOffline(shown, says)
  if (!isSecureContext || keeper === '') return
  const name = `${PREFIX}${keeper}:${keep}`
  forget((other) => !other.startsWith(`${PREFIX}${keeper}:`))
  const key = await crypto.subtle.importKey('raw', bytesOf(keepKey), 'AES-GCM', false, ['encrypt', 'decrypt'])
  const box = choice(shown, localStorage.getItem(CHOICE) === keeper)
  const save = oneAtATime(() => seal(shown, name, key))
  box.addEventListener('change', () => {
    if (box.checked) { localStorage.setItem(CHOICE, keeper); save() } else keepNothing()
  })
  shown.addEventListener('input', ({ target }) => { if (box.checked && target !== box) save() })
  shown.addEventListener('submit', ({ defaultPrevented }) => {
    const kept = entry(name)
    if (!defaultPrevented && kept !== undefined) localStorage.setItem(name, JSON.stringify({ ...kept, isSent: true }))
  })
  if (box.checked) await putBack(shown, { name, key, says })
}

/** Fills in what was not saved; a page that shows faults already carries what was typed. */
async function putBack(shown: HTMLFormElement, { name, key, says }: { name: string; key: CryptoKey; says: HTMLElement }): Promise<void> {
  const kept = entry(name)
  if (kept === undefined) return
  const before = valuesOf(shown)
  const values = await open(kept, name, key)
  if (values === undefined || document.querySelector('.faults') !== null || Object.entries(values).every(([field, value]) => before[field] === value)) {
    localStorage.removeItem(name)
    return
  }
  fill(shown, values)
  says.textContent = `已经放回您 ${new Date(kept.at).toLocaleString('zh-CN', { dateStyle: 'long', timeStyle: 'short' })} 在这台设备上填了、还没有保存的内容，请看一看再继续。`
  const undo = document.createElement('button')
  undo.type = 'button'
  undo.className = 'link'
  undo.textContent = '不要这些，用原来保存的'
  undo.addEventListener('click', () => { fill(shown, before); localStorage.removeItem(name); says.textContent = '已经换回原来保存的内容。' })
  says.append(undo)
}

/** A form sent without a network would be lost with the page; so it stays until there is one. */
function holdWhenOffline(shown: HTMLFormElement, says: HTMLElement): void {
  shown.addEventListener('submit', (event) => {
    if (navigator.onLine) return
    event.preventDefault()
    says.textContent = '现在没有网络，还没有保存到系统里。请不要关掉这一页；网络恢复以后，再按一次按钮。'
    says.scrollIntoView({ block: 'center' })
  })
  addEventListener('online', () => { if (says.textContent !== '') says.textContent = '网络恢复了，请再按一次按钮。' })
}

function notice(shown: HTMLFormElement): HTMLElement {
  const says = document.createElement('p')
  says.className = 'kept says'
  says.setAttribute('role', 'status')
  shown.querySelector('.actions')?.before(says)
  return says
}

function choice(shown: HTMLFormElement, isChosen: boolean): HTMLInputElement {
  const box = document.createElement('input')
  box.type = 'checkbox'
  box.checked = isChosen
  const [place, label, words, hint] = [
    document.createElement('div'), document.createElement('label'), document.createElement('span'), document.createElement('p'),
  ]
  place.className = 'kept'
  label.className = 'choice'
  words.textContent = '在这台设备上保留没填完的内容'
  hint.className = 'hint small'
  hint.id = 'kept-hint'
  box.setAttribute('aria-describedby', hint.id)
  hint.textContent = '断网或者关掉页面也不会丢。公用的、别人的设备请不要选。提交或者退出登录以后就删掉，最多留 14 天；身份证号码不保留。'
  label.append(box, words)
  place.append(label, hint)
  shown.querySelector('.kept.says')?.before(place)
  return box
}

/** The last wish wins, and no two writings overtake each other. */
function oneAtATime(work: () => Promise<void>): () => void {
  let [isBusy, isWanted] = [false, false]
  return async function again() {
    isWanted = true
    if (isBusy) return
    isBusy = true
    while (isWanted) { isWanted = false; await work() }
    isBusy = false
  }
}

async function seal(shown: HTMLFormElement, name: string, key: CryptoKey): Promise<void> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
  const encode = new TextEncoder()
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encode.encode(name) }, key, encode.encode(JSON.stringify(valuesOf(shown))))
  if (localStorage.getItem(CHOICE) === null) return
  const kept: Kept = { at: Date.now(), path: location.pathname, iv: textOf(iv), sealed: textOf(new Uint8Array(sealed)) }
  localStorage.setItem(name, JSON.stringify(kept))
}

/** Undefined for what was sealed with another key or altered. */
async function open({ iv, sealed }: Kept, name: string, key: CryptoKey): Promise<Values | undefined> {
  try {
    const additionalData = new TextEncoder().encode(name)
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytesOf(iv), additionalData }, key, bytesOf(sealed))
    return JSON.parse(new TextDecoder().decode(opened))
  } catch {
    // Nobody can mend it: it is thrown away, and she goes on with what the server has.
    return undefined
  }
}

function controlsOf(shown: HTMLFormElement): Control[] {
  return [...shown.querySelectorAll<Control>('input[name], select[name], textarea[name]')]
    .filter((control) => !('private' in control.dataset) && !['hidden', 'file', 'password', 'submit'].includes(control.type))
}

function valuesOf(shown: HTMLFormElement): Values {
  return Object.fromEntries(controlsOf(shown).filter((control) => control.type !== 'radio' || isChecked(control)).map(({ name, value }) => [name, value]))
}

function fill(shown: HTMLFormElement, values: Values): void {
  for (const control of controlsOf(shown)) {
    if (control instanceof HTMLInputElement && control.type === 'radio') control.checked = values[control.name] === control.value
    else if (values[control.name] !== undefined) control.value = values[control.name] ?? ''
  }
}

function isChecked(control: Control): boolean {
  return control instanceof HTMLInputElement && control.checked
}

function textOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

export {}
