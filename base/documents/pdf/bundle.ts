import { setImmediate as turn } from 'node:timers/promises'
import type { Readable } from 'node:stream'
import type { KeyPair } from '#platform/sm'
import type { DocumentFacts } from '../facts.ts'
import { qrTextOf } from '../qr.ts'
import { renderText } from '../render-text.ts'
import { documentRows } from './document-rows.ts'
import { drawPages, frameOf, openPdf } from './render.ts'
import { pagesOf } from './squeeze.ts'

/**
 * Many documents in one PDF, each beginning on a page of its own, as a stream: the first page goes out while the last is
 * not drawn yet, and other requests get their turn in between. A document that cannot be had breaks the stream off.
 */
export function renderBundle(documents: AsyncIterable<DocumentFacts>, { signingKey }: { signingKey: KeyPair }): Readable {
  const pdf = openPdf({ Title: '文书' })
  void (async () => {
    try {
      for await (const facts of documents) {
        const layout = renderText(facts)
        drawPages(pdf, frameOf(layout), pagesOf(documentRows(layout, qrTextOf(facts, signingKey))))
        await turn()
      }
      pdf.end()
    } catch (error) {
      pdf.destroy(error instanceof Error ? error : new Error(String(error)))
    }
  })()
  return pdf
}
