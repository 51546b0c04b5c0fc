import { readQuery, type Query, type Term } from './query.ts'
import type { Audience, IndexedDocument, NameEntry, SearchIndex } from './build.ts'
import { WEIGHTS } from './weights.ts'

export interface SearchOptions { query: string; audience?: Audience; organisation?: string; limit: number }
export interface Hit { code: string; score: number }
const CANDIDATES = 200

export function search(index: SearchIndex, options: SearchOptions): Hit[] {
  const lists = { synonyms: index.synonyms, sounds: index.sounds, rarityOf: index.rarityOf, isKnown: (term: string) => index.names.frequencyOf(term) > 0 }
  const query = readQuery(options.query, lists, WEIGHTS.synonym)
  for (const t of query.terms) { if (WEIGHTS.rep && t.kind === 'written') { const n = query.plain.split(t.text).length - 1; if (n > 1) t.weight *= n ** WEIGHTS.rep } if (t.kind === 'written' && t.text.length === 1) t.weight *= WEIGHTS.single; if (WEIGHTS.tri && t.text.length === 3) t.weight *= WEIGHTS.tri }
  const weak = query.terms.map((t) => fallback(t, index))
  const n = index.documents.length
  const rough = new Float64Array(n), text = new Float64Array(n)
  for (const t of query.terms) { index.names.addTo(rough, t.text, t.weight); if (t.kind === 'written') index.text.addTo(text, t.text, 1) }
  for (const c of query.concepts) for (const ch of c.choices) for (const t of ch.terms) { index.names.addTo(rough, t.text, t.weight * ch.factor); if (t.kind === 'written') index.text.addTo(text, t.text, ch.factor / c.choices.length) }
  weak.forEach((w) => { if (w.sound) index.names.addTo(rough, w.sound, w.weight * WEIGHTS.sound) })
  const initials = query.terms.filter((t) => t.kind === 'initials')
  for (let i = 0; i < n; i++) {
    for (const t of initials) if (index.documents[i]!.names.some((name) => name.initials.includes(t.text))) rough[i]! += t.weight
    rough[i]! += WEIGHTS.text * text[i]!
    const d = index.documents[i]!
    if (options.audience && !d.audience.includes(options.audience)) rough[i] = 0
    if (options.organisation && d.organisation !== options.organisation) rough[i] = 0
  }
  const order = [...rough.keys()].filter((i) => rough[i]! > 0).sort((a, b) => rough[b]! - rough[a]! || a - b).slice(0, CANDIDATES)
  const hits = order.map((i) => ({ i, score: scoreOf(index.documents[i]!, query, weak, index, text[i]!) }))
  hits.sort((a, b) => b.score - a.score || index.documents[a.i]!.nameLength - index.documents[b.i]!.nameLength || (index.documents[a.i]!.code < index.documents[b.i]!.code ? -1 : 1))
  return hits.slice(0, options.limit).map(({ i, score }) => ({ code: index.documents[i]!.code, score }))
}

interface Weak { pair: boolean; text: string; sound: string; weight: number; unknown: boolean }
function fallback(t: Term, index: SearchIndex): Weak {
  const unknown = t.kind === 'written' && t.text.length === 2 && index.names.frequencyOf(t.text) === 0
  const sound = unknown ? index.sounds.soundOf(t.text) : ''
  return { text: t.text, sound: unknown && index.names.frequencyOf(sound) > 0 ? sound : '', weight: t.weight, unknown, pair: t.kind === 'written' && t.text.length === 2 && (unknown || WEIGHTS.gapKnown > 0) }
}

function scoreOf(d: IndexedDocument, query: Query, weak: Weak[], index: SearchIndex, text: number): number {
  let best = -Infinity, second = 0
  for (const name of d.names) {
    const s = nameScore(name, d, query, weak, index) * (name.kind === 'everyday' ? WEIGHTS.everyday : 1)
    if (s > best) { second = Math.max(0, best); best = s } else if (s > second) second = s
  }
  let score = best + WEIGHTS.second * second + WEIGHTS.text * text / (query.weight || 1)
  if (d.branches.length && !d.branches.some((b) => query.said.includes(b))) score -= WEIGHTS.branch
  if (d.progress && !query.progress) score -= WEIGHTS.progress
  if (d.looksUp && !query.looksUp) score -= WEIGHTS.lookUp
  return score
}

function nameScore(name: NameEntry, d: IndexedDocument, query: Query, weak: Weak[], index: SearchIndex): number {
  let head = 0, tail = 0, org = 0
  const got = WEIGHTS.part && query.parts.length ? new Map<string, number>() : null
  query.terms.forEach((t, k) => {
    const e = earned(t, name)
    if (got && e) got.set(t.text, t.weight)
    if (e === 1) head += t.weight
    else if (e === 2) tail += t.weight
    else if (weak[k]!.pair) head += t.weight * weakEarned(weak[k]!, name)
    else if (t.kind === 'written' && d.organisationName.includes(t.text)) org += t.weight
  })
  for (const c of query.concepts) {
    let bh = 0, bt = 0
    for (const ch of c.choices) {
      let h = 0, tl = 0
      for (const t of ch.terms) { const e = earned(t, name); if (e === 1) h += t.weight; else if (e === 2) tl += t.weight }
      const f = (h + tl) / ch.weight
      const k = ch.factor * c.weight / ch.weight * f ** WEIGHTS.whole
      if ((h + tl) * k > bh + bt) { bh = h * k; bt = tl * k }
    }
    head += bh; tail += bt
  }
  const length = (name.headWeight / index.meanHeadWeight) ** WEIGHTS.lengthPower
  let s = (head + WEIGHTS.tail * tail + WEIGHTS.organisation * org) / (query.weight || 1) / (1 - WEIGHTS.lengthShare + WEIGHTS.lengthShare * length)
  if (got) { let m = 0; for (const p of query.parts) { let x = 0; for (const t of p.terms) x += got.get(t) ?? 0; if (p.weight && x / p.weight > m) m = x / p.weight } s = s * (1 - WEIGHTS.part) + m * WEIGHTS.part }
  if (WEIGHTS.exact) { const h = (name.head + name.tail).replaceAll(' ', ''), q = query.plain.replaceAll(' ', ''); if (h === q) s += WEIGHTS.exact }
  if (WEIGHTS.start) { const h = name.head.replaceAll(' ', '').replace(/^(中华人民共和国|广东省|广州市|全省|省|办理|申请|对)/, ''), q = query.plain.replaceAll(' ', '').replace(/^(办理|申请|对)/, ''); let k = 0; while (k < WEIGHTS.startMax && k < q.length && q[k] === h[k]) k++; s += WEIGHTS.start * k / WEIGHTS.startMax }
  if (WEIGHTS.order) s += WEIGHTS.order * common(query.plain, name.head)
  s += WEIGHTS.precision * Math.min(1, head / (name.headWeight || 1))
  s -= WEIGHTS.tailLength * Math.log1p(name.tailWeight / index.meanTailWeight)
  return s
}
function earned(t: Term, name: NameEntry): 0 | 1 | 2 {
  if (t.kind === 'sound') return name.sound.includes(t.text) ? 1 : 0
  if (t.kind === 'initials') return name.initials.includes(t.text) ? 1 : 0
  return name.head.includes(t.text) ? 1 : name.tail.includes(t.text) ? 2 : 0
}
function weakEarned(w: Weak, name: NameEntry): number {
  const a = w.text.charAt(0), b = w.text.charAt(1)
  let e = 0
  if (!w.unknown) { for (let p = name.head.indexOf(a); p >= 0; p = name.head.indexOf(a, p + 1)) { const k = name.head.indexOf(b, p + 1); if (k < 0) break; if (k - p <= WEIGHTS.gapWindow) return WEIGHTS.gapKnown } return 0 }
  if (w.sound && name.sound.includes(w.sound)) e = WEIGHTS.sound
  if (e < WEIGHTS.swapped && name.head.includes(b + a)) e = WEIGHTS.swapped
  if (e < WEIGHTS.gap) for (let p = name.head.indexOf(a); p >= 0; p = name.head.indexOf(a, p + 1)) { const k = name.head.indexOf(b, p + 1); if (k < 0) break; if (k - p <= WEIGHTS.gapWindow) { e = WEIGHTS.gap; break } }
  return e
}

function common(a: string, b: string): number {
  const q = a.replaceAll(' ', ''), n = b.replaceAll(' ', '')
  let best = 0
  let row = new Uint8Array(n.length + 1)
  for (let i = 0; i < q.length; i++) { for (let j = n.length; j > 0; j--) { row[j] = q[i] === n[j - 1] ? row[j - 1]! + 1 : 0; if (row[j]! > best) best = row[j]! } }
  return q.length ? best / q.length : 0
}
