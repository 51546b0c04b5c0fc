import { createHash } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { runSql } from '#platform/database'
import { lastBackup } from '../backup/record.ts'
import { chunfeng, fine, listed, quoted, wrong, type Check, type Ground } from './check.ts'

/** Content lies under its digest; see base/materials/store.ts. */
export function blobPath(folder: string, sm3: string): string {
  return join(folder, sm3.slice(0, 2), sm3.slice(2, 4), sm3)
}

/** SM3 of a file as hex. */
export async function sm3OfFile(path: string): Promise<string> {
  const digest = createHash('sm3')
  await pipeline(createReadStream(path), digest)
  return digest.digest('hex')
}

const filesFolder = ({ config }: Ground): string => join(config.dataDirectory, 'files')

/** The newest and some of all others, so that in the course of days every file is looked at. */
const SAMPLE = `(select distinct sm3 from materials.file where created_at > now() - interval '7 days' limit $1)
  union (select sm3 from (select sm3 from materials.file order by random() limit $1) picked)`

async function sample({ database, limits }: Ground): Promise<string[]> {
  return (await runSql<{ sm3: string }>(database, SAMPLE, [limits['file-sample']])).map(({ sm3 }) => sm3)
}

const missing: Check<Ground> = {
  id: 'files-missing',
  look: async (ground) => {
    const rows = await sample(ground)
    const lost = rows.filter((sm3) => !existsSync(blobPath(filesFolder(ground), sm3)))
    return lost.length === 0 ? fine(`抽查 ${rows.length} 个上传的文件都在`) : wrong(`上传的文件 ${listed(lost)} 不见了`, putBack(ground))
  },
}

const altered: Check<Ground> = {
  id: 'files-altered',
  look: async (ground) => {
    const paths = (await sample(ground)).map((sm3) => ({ sm3, path: blobPath(filesFolder(ground), sm3) })).filter(({ path }) => existsSync(path))
    const found: string[] = []
    for (const { sm3, path } of paths) if (await sm3OfFile(path) !== sm3) found.push(sm3)
    return found.length === 0 ? fine(`抽查 ${paths.length} 个上传的文件，内容与登记的摘要相符`) : wrong(`上传的文件 ${listed(found)} 的内容变了`, putBack(ground))
  },
}

/** Content is the same in every backup: only what is missing or altered is put back, beside a running server. */
function putBack({ config }: Ground): string {
  return chunfeng(`restore --files --from ${quoted(lastBackup(config.dataDirectory)?.directory ?? '备份目录')}`)
}

export const blobChecks: readonly Check<Ground>[] = [missing, altered]
