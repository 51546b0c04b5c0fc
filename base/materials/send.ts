import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { Reply } from '#platform/reply'
import { opensInBrowser } from './content/kinds.ts'
import { dispositionOf } from './file-name.ts'
import { filesById, ownFiles } from './files.ts'
import { openKept } from './store.ts'

/** The file to its owner; for everybody else there is no such file. */
export async function openFile(call: Call, fileId: string): Promise<Reply> {
  const [own] = await ownFiles(call, [fileId])
  if (own === undefined) throw noSuchFile()
  return sendFile(call, own)
}

/** The file itself, for a caller who has made sure that the actor may have it. */
export async function sendFile(call: Call, fileId: string): Promise<Reply> {
  const facts = (await filesById(call.tx, [fileId])).get(fileId.toLowerCase())
  if (facts === undefined) throw noSuchFile()
  const handle = await openKept(facts.sm3)
  const disposition = dispositionOf(opensInBrowser(facts.mediaType) ? 'inline' : 'attachment', facts.name)
  const headers = { 'content-disposition': disposition, 'content-length': String(facts.size), 'x-content-type-options': 'nosniff' }
  return new Reply(200, facts.mediaType, handle.createReadStream(), { headers })
}

function noSuchFile(): Refusal {
  return new Refusal('not-found', '没有这个文件，或者您无权查看')
}
