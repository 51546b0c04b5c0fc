import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { readManifest, type Manifest } from './manifest.ts'
import { backupsIn } from './prune.ts'

export interface Chosen { directory: string; name: string; manifest: Manifest }

/** A sentence for the operator: this cannot be restored, and why. */
export class RestoreTrouble extends Error {}

/** The newest backup that was finished by the wanted moment. The directory of one backup chooses that one. */
export async function chooseBackup(from: string, until: Date | undefined): Promise<Chosen> {
  const isOne = existsSync(join(from, 'manifest.json'))
  const directory = isOne ? dirname(from) : from
  const found: Chosen[] = []
  for (const name of isOne ? [basename(from)] : await backupsIn(directory)) found.push({ directory, name, manifest: await readManifest(join(directory, name)) })
  if (found.length === 0) throw new RestoreTrouble(`${from} 里没有完整的备份`)
  const fitting = found.filter(({ manifest }) => until === undefined || Date.parse(manifest.finishedAt) <= until.getTime()).at(-1)
  if (fitting) return fitting
  throw new RestoreTrouble(`最早的备份完成于 ${inChina(found[0]?.manifest.finishedAt ?? '')}，不能恢复到它以前。请把 --until 改晚`)
}

/** An instant as an operator writes it, in China's time unless it says otherwise; undefined when it is none. */
export function instantOf(text: string): Date | undefined {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)(Z|[+-]\d{2}:\d{2})?)?$/.exec(text.trim())
  const instant = match ? new Date(`${match[1]}T${match[2] ?? '00:00:00'}${match[3] ?? '+08:00'}`) : undefined
  return instant && !Number.isNaN(instant.getTime()) ? instant : undefined
}

/** '2026-11-23 17:30:00' */
export function inChina(instant: string | Date): string {
  return new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

const SEGMENTS_A_FILE = 256

/**
 * The first segment that is missing between those that are there, so that the log would silently end too early; undefined when
 * there is no gap. Only the timeline the backup began on.
 */
export function gapIn(files: readonly string[], first: string): string | undefined {
  const timeline = first.slice(0, 8)
  const numbers = files.filter((file) => /^[0-9A-F]{24}\.gz$/.test(file) && file.startsWith(timeline)).map((file) => numberOf(file.slice(0, 24)))
  const present = new Set(numbers)
  const last = Math.max(...numbers)
  for (let number = numberOf(first); number <= last; number += 1) if (!present.has(number)) return segmentName(timeline, number)
  return present.has(numberOf(first)) ? undefined : first
}

function numberOf(segment: string): number {
  return Number.parseInt(segment.slice(8, 16), 16) * SEGMENTS_A_FILE + Number.parseInt(segment.slice(16, 24), 16)
}

function segmentName(timeline: string, number: number): string {
  const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0')
  return `${timeline}${hex(Math.floor(number / SEGMENTS_A_FILE))}${hex(number % SEGMENTS_A_FILE)}`
}
