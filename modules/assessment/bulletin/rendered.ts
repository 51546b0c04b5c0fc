import { bookXlsx, paperDocx, paperPdf } from '#base/documents'
import { bulletinBook } from './book.ts'
import type { BulletinFacts } from './facts.ts'
import { bulletinPaper } from './paper.ts'
import { titleOf } from './words.ts'

export const FORMATS = ['pdf', 'docx', 'xlsx'] as const
export type Format = (typeof FORMATS)[number]

const RENDERERS: Readonly<Record<Format, { mediaType: string; render: (facts: BulletinFacts) => Promise<Buffer> }>> = {
  pdf: { mediaType: 'application/pdf', render: (facts) => paperPdf(bulletinPaper(facts)) },
  docx: { mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', render: (facts) => paperDocx(bulletinPaper(facts)) },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: (facts) => bookXlsx(bulletinBook(facts)) },
}

/** The bulletin in one of its forms, with a name for the file. */
export async function rendered(facts: BulletinFacts, format: Format): Promise<{ mediaType: string; name: string; bytes: Buffer }> {
  const { mediaType, render } = RENDERERS[format]
  return { mediaType, name: `${titleOf(facts)}${facts.number === null ? '（尚未发布）' : ''}.${format}`, bytes: await render(facts) }
}
