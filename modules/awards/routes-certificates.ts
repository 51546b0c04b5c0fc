import { Type } from 'typebox'
import type { KeyPair } from '#platform/sm'
import { Refusal } from '#platform/refusal'
import { route, type Call, type Route } from '#kernel'
import { paperPdf, verifyQrText } from '#base/documents'
import { certificateOf, factsSm3 } from './certificates/issue.ts'
import { certificatePdf, noticePaper } from './certificates/paper.ts'
import { One } from './routes-campaigns.ts'
import { pdfReply } from './routes-nominations.ts'

const closed = { additionalProperties: false } as const
const ByNumber = Type.Object({ number: Type.String({ pattern: '^PYRY-\\d{4}-\\d{4,8}$' }) }, closed)
const PDFS_PER_MINUTE_MAX = 60

/** What is on paper, and whether it still holds; for everybody. */
export function certificateRoutes({ signingKey }: { signingKey: KeyPair }): readonly Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/awards/certificates/:number',
      summary: '核验一张荣誉证书：有效还是已撤销',
      for: ['anyone'],
      params: ByNumber,
      handle: (call, { params }) => standingOf(call, params.number),
    }),
    route({
      method: 'GET',
      path: '/api/awards/certificates/:number/file',
      summary: '荣誉证书（PDF）',
      for: ['anyone'],
      params: ByNumber,
      perMinuteMax: PDFS_PER_MINUTE_MAX,
      handle: async (call, { params }) => pdfReply(await certificatePdf(await certificateOf(call.tx, params.number), signingKey), `荣誉证书 ${params.number}`),
    }),
    route({
      method: 'POST',
      path: '/api/awards/certificates/verify',
      summary: '核验证书上的二维码：真伪，和是否仍然有效',
      for: ['anyone'],
      body: Type.Object({ qr: Type.String({ minLength: 1, maxLength: 4000 }) }, closed),
      handle: (call, { body }) => verdictOn(call, body.qr, signingKey),
    }),
    route({
      method: 'GET',
      path: '/api/awards/campaigns/:id/notice',
      summary: '公示公告（PDF）',
      for: ['anyone'],
      params: One,
      perMinuteMax: PDFS_PER_MINUTE_MAX,
      handle: async (call, { params }) => pdfReply(await paperPdf(await noticePaper(call, params.id)), '评优公示'),
    }),
  ]
}

async function standingOf(call: Call, number: string) {
  const certificate = await certificateOf(call.tx, number)
  const { facts: { name, organisationName, award, campaign }, issuedOn, revokedOn, reason } = certificate
  return {
    number, name, organisationName, award, campaign, issuedOn, revokedOn, reason, standing: revokedOn === null ? '有效' : '已撤销',
    sm3: factsSm3(certificate),
  }
}

/** Genuine, of this certificate word for word, and not taken back. */
async function verdictOn(call: Call, qr: string, { publicKey }: KeyPair) {
  const verdict = verifyQrText(qr.trim(), publicKey)
  if (!verdict.valid) return { valid: false, why: verdict.why }
  if (verdict.kind !== 'honour') return { valid: false, why: '这是办件文书的二维码，不是荣誉证书的' }
  const standing = await standingOf(call, verdict.number).catch((error: unknown) => {
    if (error instanceof Refusal && error.code === 'not-found') return null
    throw error
  })
  if (standing === null || standing.sm3 !== verdict.factsSm3) return { valid: false, why: '签名是真的，但平台没有这样一张证书' }
  return { valid: standing.revokedOn === null, why: standing.revokedOn === null ? '' : `已撤销：${standing.reason ?? ''}`, ...standing }
}
