import { Readable } from 'node:stream'
import type { Call } from '#kernel'
import { receiveFile } from './receive.ts'

/** A paper of the demo district, handed in by the actor: one empty page. Returns its id. */
export async function receiveSamplePaper(call: Call, fileName: string): Promise<string> {
  const { fileId } = await receiveFile(call, { fileName, declaredType: 'application/pdf', stream: Readable.from([Buffer.from(EMPTY_PAGE)]) })
  return fileId
}

const EMPTY_PAGE = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`
