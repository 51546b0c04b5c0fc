import { Type } from 'typebox'
import { idWithEnding } from '#platform/identity'
import { Reply } from '#platform/reply'
import { publicKeyPem, type KeyPair } from '#platform/sm'
import { documentFor, DOCUMENT_READERS, route, type Route } from '#kernel'
import { documentFactsOf } from './facts.ts'
import { renderPdf } from './pdf/render.ts'

const PDF_SUFFIX = '.pdf'
const File = Type.Object({ file: idWithEnding('pdf') }, { additionalProperties: false })

/** Documents are rendered when somebody wants them, from the facts they were issued with, and signed with the platform's key. */
export function documentRoutes(signingKey: KeyPair): readonly Route[] {
  return [
    route({
      method: 'GET', path: '/api/documents/:file', summary: '文书（PDF）', for: ['signed-in'], relations: DOCUMENT_READERS, params: File,
      handle: async (call, { params }) => {
        const { number, facts } = await documentFor(call, params.file.slice(0, -PDF_SUFFIX.length))
        const pdf = await renderPdf(documentFactsOf(facts), { signingKey })
        const headers = { 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(number)}.pdf` }
        return new Reply(200, 'application/pdf', pdf, { headers })
      },
    }),
    route({
      method: 'GET', path: '/api/public/signing-key', summary: '核验文书用的公钥', for: ['anyone'],
      handle: async () => new Reply(200, 'application/x-pem-file', publicKeyPem(signingKey.publicKey)),
    }),
  ]
}
