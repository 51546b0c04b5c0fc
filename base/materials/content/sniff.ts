import { Refusal } from '#platform/refusal'
import { jpegSize, pngSize, refuseFlood, webpSize } from './images.ts'
import { TAKEN, type KindName } from './kinds.ts'
import { refuseActivePdf } from './pdf.ts'
import type { Window } from './window.ts'
import { zipKind } from './zip-kind.ts'

const HEAD_BYTES = 4096

/** What the content is, whatever its name says. Refuses what is not taken, broken or dangerous. */
export async function sniff(window: Window): Promise<KindName> {
  const head = await window.read(0, HEAD_BYTES)
  const signature = head.toString('latin1')
  const found = SIGNATURES.find(([pattern]) => pattern.test(signature))
  if (found === undefined) throw refused(`认不出这个文件的类型。${TAKEN}`)
  return found[1](window)
}

type Check = (window: Window) => Promise<KindName>

/** How each kind begins. Some are listed only to say what to do instead. */
const SIGNATURES: readonly (readonly [RegExp, Check])[] = [
  [/^%PDF-[12]\.\d/, (window) => refuseActivePdf(window).then(() => 'pdf')],
  [/^\xff\xd8\xff/, (window) => jpegSize(window).then(refuseFlood).then(() => 'jpeg')],
  [/^\x89PNG\r\n\x1a\n/, (window) => pngSize(window).then(refuseFlood).then(() => 'png')],
  [/^RIFF[^]{4}WEBP/, (window) => webpSize(window).then(refuseFlood).then(() => 'webp')],
  [/^PK\x03\x04/, zipKind],
  [/^\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1/, instead('这是旧版 Office 文件，请另存为 docx、xlsx 或 PDF 后再上传')],
  [/^[^]{4}ftyp(?:hei|hev|mif|msf)/, instead('这是手机的 HEIC 照片，请在相机设置里选“兼容性最佳”，或转成 JPEG 后再上传')],
  [/^(?:GIF8|BM|II\*\0|MM\0\*)/, instead('这种图片格式不能收，请转成 JPEG 或 PNG 后再上传')],
  [/^(?:MZ|\x7fELF|#!|\xca\xfe\xba\xbe)/, instead(`这是程序，不能上传。${TAKEN}`)],
  [/^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/, instead(`压缩包不能收，请解开后逐个上传。${TAKEN}`)],
  [/^\s*<(?:!doctype|html|svg|\?xml|script)/i, instead(`网页不能收，请打印成 PDF 后再上传。${TAKEN}`)],
]

function instead(sentence: string): Check {
  return async () => {
    throw refused(sentence)
  }
}

function refused(sentence: string): Refusal {
  return new Refusal('unsupported-media', sentence, [{ path: 'file', message: sentence }])
}
