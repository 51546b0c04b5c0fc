import { promisify } from 'node:util'
import { constants, inflate } from 'node:zlib'
import { Refusal } from '#platform/refusal'
import type { Window } from './window.ts'

const OBJECT_STREAMS_MAX = 2000
const INFLATED_BYTES_MAX = 32 * 1024 * 1024
/** How far the content of a stream may lie behind the word that names its kind. */
const DICTIONARY_MAX = 400
const ACTIVE = new RegExp(`/(?:${spelled('JavaScript')}|${spelled('Launch')})(?![A-Za-z0-9])`)
const OBJECT_STREAM = new RegExp(`/${spelled('ObjStm')}`, 'g')
const ENCRYPTED = new RegExp(`/${spelled('Encrypt')}\\s{0,9}(?:\\d{1,9}\\s{1,9}\\d{1,5}\\s{1,9}R|<<)`)

/**
 * Refuses a PDF that runs scripts or starts programs, in plain sight or packed into its object streams, and one that is
 * locked, because then nobody could look, today or in the archive. It stops what is common; a scanner looks deeper.
 */
export async function refuseActivePdf(window: Window): Promise<void> {
  const bytes = await window.read(0, window.size)
  const text = bytes.toString('latin1')
  refuseActive(text)
  if (ENCRYPTED.test(text)) throw refused('这个 PDF 加了密码或限制，无法查看和存档，请去掉保护后再上传')
  let left = INFLATED_BYTES_MAX
  for (const start of objectStreams(text)) {
    const objects = await inflated(bytes.subarray(start), left)
    left -= objects.length
    refuseActive(objects.toString('latin1'))
  }
}

/** A pattern for a name of which any letter may be written as #xx. Those who do so hide something. */
function spelled(name: string): string {
  return [...name].map((letter) => {
    const code = letter.charCodeAt(0).toString(16)
    return `(?:${letter}|#${[...code].map((digit) => `[${digit}${digit.toUpperCase()}]`).join('')})`
  }).join('')
}

function refuseActive(text: string): void {
  if (ACTIVE.test(text)) throw refused('这个 PDF 里带有脚本或程序，为了安全不能收，请打印成新的 PDF 后再上传')
}

/** Where the packed content of each object stream begins. */
function objectStreams(text: string): number[] {
  const starts: number[] = []
  let count = 0
  for (const { index } of text.matchAll(OBJECT_STREAM)) {
    count += 1
    if (count > OBJECT_STREAMS_MAX) throw refused('这个 PDF 的结构不正常，请打印成新的 PDF 后再上传')
    const found = /stream\r?\n/.exec(text.slice(index, index + DICTIONARY_MAX))
    if (found !== null) starts.push(index + found.index + found[0].length)
  }
  return starts
}

const inflateAsync = promisify<Buffer, object, Buffer>(inflate)

/** Whatever is no packed stream holds no objects either; one that unfolds beyond measure is a bomb. */
async function inflated(packed: Buffer, bytesMax: number): Promise<Buffer> {
  try {
    return await inflateAsync(packed, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: Math.max(1, bytesMax) })
  } catch (error) {
    if (error instanceof RangeError) throw refused('这个 PDF 展开后太大，请打印成新的 PDF 后再上传')
    return Buffer.alloc(0)
  }
}

function refused(sentence: string): Refusal {
  return new Refusal('unsupported-media', sentence, [{ path: 'file', message: sentence }])
}
