/** The names of an item, official and everyday, as they are compared with a query. */
import { bareText, cutName, isLatinRun, plainText, runsOf, spacedText, termCounts } from './text.ts'
import type { Sounds } from './sounds.ts'

export interface Name {
  kind: 'official' | 'everyday'
  /** Before the brackets at the end, and the brackets; both spaced. */
  head: string
  tail: string
  /** Without marks. */
  bare: string
  /** The sound and the first letters, spaced between runs of Chinese. */
  sound: string
  initials: string
  /** What the terms of head and tail tell, summed; set when all names are known. */
  headWeight: number
  tailWeight: number
}

/** Equal for names that differ only in marks: brackets within brackets, full-width or not. */
export function sameName(name: string): string {
  return bareText(plainText(name))
}

/** Parts of an everyday name shorter than this ("续期", "变更") would make the item answer to every such word. */
const PART_LENGTH_MIN = 4
const PART_BREAK = /[,，、;；.。]+/

/** An everyday name may be a list (无线电,频率,续期): it counts whole, and by each part long enough to be a name itself. */
export function namesOf(official: string, everyday: readonly string[], sounds: Sounds): Name[] {
  const said = everyday.flatMap((name) => [name, ...name.split(PART_BREAK).filter((part) => sameName(part).length >= PART_LENGTH_MIN)])
  const distinct = new Map<string, string>(said.map((name) => [sameName(name), name]))
  distinct.delete('')
  return [nameOf('official', official, sounds), ...[...distinct.values()].map((name) => nameOf('everyday', name, sounds))]
}

function nameOf(kind: Name['kind'], name: string, sounds: Sounds): Name {
  const plain = plainText(name)
  const { head, tail } = cutName(plain)
  const chinese = runsOf(plain).filter((run) => !isLatinRun(run))
  return {
    kind,
    head: spacedText(head),
    tail: spacedText(tail),
    bare: bareText(plain),
    sound: ` ${chinese.map((run) => sounds.soundOf(run)).join(' ')} `,
    initials: ` ${chinese.map((run) => sounds.initialsOf(run)).join(' ')} `,
    headWeight: 0,
    tailWeight: 0,
  }
}

/** Everything by which a name can be found: its written terms, and its sound by syllables and pairs of them. */
export function keysOf({ head, tail, sound }: Name): Set<string> {
  const keys = new Set([...termCounts(head).keys(), ...termCounts(tail).keys()])
  for (const stretch of sound.split(' ')) {
    for (let at = 0; at < stretch.length; at += 1) {
      keys.add(stretch.charAt(at))
      if (at + 1 < stretch.length) keys.add(stretch.slice(at, at + 2))
    }
  }
  return keys
}

/** Weighs a name once it is known how much each term tells. */
export function weighName(name: Name, weightOf: (term: string) => number): void {
  const sum = (spaced: string) => [...termCounts(spaced).keys()].reduce((total, term) => total + weightOf(term), 0)
  name.headWeight = sum(name.head)
  name.tailWeight = sum(name.tail)
}

const BRANCH = /变更|注销|补办|补发|补证|补领|遗失|换发|换领|延续|延期|续期|撤销|终止|挂失|损毁|迁出|迁入|再次|恢复|异议|争议|减免|退|临时/g
const LOOKS_UP = /查询|查看|检索|公示|公布|发布|下载|查阅|咨询|宣传/
const PROGRESS = /进度|结果/

/** What kind of errand an item is, read off its official name. Who names none of it means the plain item. */
export interface Errand {
  /** Words of change, loss, renewal and the like. */
  branches: string[]
  looksUp: boolean
  progress: boolean
}

export function errandOf(officialName: string): Errand {
  return { branches: [...new Set(officialName.match(BRANCH))], looksUp: LOOKS_UP.test(officialName), progress: PROGRESS.test(officialName) }
}
