import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { Reply } from '#platform/reply'
import { Refusal } from '#platform/refusal'
import { caseFor, route, type Route } from '#kernel'
import { faultsOf, showAnswer, showPage, statusOf, visitOf } from '#base/pages'
import { caseForPassword } from '../../digest.ts'
import { proofFor } from '../../proof.ts'
import type { ProofFile } from '../../proof-file.ts'
import { queryPage } from './progress-page.ts'
import { proofPage } from './proof-page.ts'
import { QUERIES_PER_MINUTE_MAX, Secret, tidySecret } from './secret.ts'

const CasePath = Type.Object({ id: Id })
const OWN = ['applicant', 'agent'] as const

export const proofRoutes: readonly Route[] = [
  route({
    method: 'GET', path: '/cases/:id/proof', summary: '核验我的办理记录', for: ['citizen', 'enterprise'], relations: OWN, params: CasePath,
    handle: async (call, input) => {
      const { found } = await caseFor(call, input.params.id, OWN)
      const facts = { fileHref: `/api/cases/${found.id}/proof`, back: { href: `/cases/${found.id}`, label: '返回办件' }, section: 'me' } as const
      return showPage(visitOf(call, input), proofPage({ proof: await proofFor(call, found), ...facts }))
    },
  }),
  route({
    method: 'GET', path: '/api/cases/:id/proof', summary: '办理记录的证明文件（JSON）', for: ['citizen', 'enterprise'], relations: OWN, params: CasePath,
    handle: async (call, { params }) => {
      const { found } = await caseFor(call, params.id, OWN)
      return download((await proofFor(call, found)).file)
    },
  }),
  route({
    // Answered in place, as the progress is. The file comes with the page: a second request would need the password again.
    method: 'POST', path: '/progress/proof', summary: '凭编号和密码核验办理记录', for: ['anyone'], perMinuteMax: QUERIES_PER_MINUTE_MAX, transaction: 'none', body: Secret,
    handle: async (call, input) => {
      try {
        const proof = await proofFor(call, await caseForPassword(call.tx, tidySecret(input.body)))
        const fileHref = `data:application/json;base64,${Buffer.from(JSON.stringify(proof.file)).toString('base64')}`
        return showAnswer(visitOf(call, input), proofPage({ proof, fileHref, back: { href: '/progress', label: '查别的办件' }, section: 'progress' }))
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== 'not-found') throw error
        return showAnswer(visitOf(call, input), queryPage({ number: input.body.number, faults: faultsOf(error) }), statusOf(error))
      }
    },
  }),
]

function download(file: ProofFile): Reply {
  const name = `chunfeng-proof-${file.number}.json`
  return new Reply(
    200, 'application/json; charset=utf-8', `${JSON.stringify(file, null, 1)}\n`, { headers: { 'content-disposition': `attachment; filename="${name}"` } },
  )
}
