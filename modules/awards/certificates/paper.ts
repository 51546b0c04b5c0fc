import type { KeyPair } from '#platform/sm'
import { dayInCharacters, dayInFigures, honourPdf, signedQrText, type Honour, type Paper } from '#base/documents'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { campaignOf } from '../campaigns/ledger.ts'
import { KIND_NAMES } from '../campaigns/scheme.ts'
import { rankingNow } from '../campaigns/ranking.ts'
import { SUPERVISING_ORGANISATION } from '../nominations/names.ts'
import { factsSm3, type Certificate } from './issue.ts'

/** The certificate as a sheet of paper; one that was taken back is not printed any more. */
export function certificatePdf(certificate: Certificate, signingKey: KeyPair): Promise<Buffer> {
  if (certificate.revokedOn !== null) throw new Refusal('rule', `这张证书 ${certificate.revokedOn} 已经撤销，不能再打印`)
  return honourPdf(honourOf(certificate, signingKey))
}

/** What it says, word for word. */
export function honourOf(certificate: Certificate, signingKey: KeyPair): Honour {
  const { number, caseNumber, name, kind, organisationName, award, campaign, period, issuedOn, issuer, isExample } = certificate.facts
  return {
    title: '荣誉证书', addressee: `${organisationName}　${name}${kind === 'person' ? '同志' : ''}`,
    text: `在“${campaign}”评选（统计${dayInFigures(period.from)}至${dayInFigures(period.to)}）中，服务规范，办事认真，经推荐、资格审查、评审和公示，被评为`,
    award, closing: '特发此证，以资鼓励。', issuer, date: dayInCharacters(issuedOn), sealPlace: '（盖章处）', number, issuedOn,
    qrText: signedQrText({ kind: 'honour', number, caseNumber, issuedOn, issuer, factsSm3: factsSm3(certificate) }, signingKey),
    ...(isExample && { watermark: '示例' }),
  }
}

/** 公示公告: who was chosen, by which rules, until when and where to object. */
export async function noticePaper(call: Call, campaignId: string): Promise<Paper> {
  const campaign = await campaignOf(call.tx, campaignId)
  const { body, announcedOn, publicUntil, seats, onDuty, isExample, kind } = campaign
  if (announcedOn === null || publicUntil === null) throw new Refusal('not-found', '还没有公示，没有公告')
  const chosen = (await rankingNow(call, campaign)).rows.filter((row) => row.chosen === 'in')
  return {
    titleLines: [`关于“${body.title}”`, '初评结果的公示'],
    number: '',
    addressee: '各单位，各位群众：',
    issuedOn: announcedOn,
    blocks: [
      {
        kind: 'paragraph',
        text: `“${body.title}”（${KIND_NAMES[kind]}）统计${dayInFigures(body.period.from)}至${dayInFigures(body.period.to)}的办件，可以被推荐的 ${onDuty ?? 0} 人，名额 ${seats ?? 0} 个。经推荐、资格审查和评审，初评入选的现予公示。`,
      },
      {
        kind: 'table',
        columns: [
          { title: '名次', share: 1, align: 'centre' },
          { title: '姓名', share: 2, align: 'centre' },
          { title: '单位', share: 4 },
          { title: '得分', share: 1.2, align: 'centre' },
        ],
        rows: chosen.map((row) => [String(row.rank), row.name, row.organisationName, row.total?.toFixed(2) ?? '—']),
      },
      {
        kind: 'paragraph',
        text: `公示期为${dayInFigures(announcedOn)}至${dayInFigures(publicUntil)}（${body.publicityWorkingDays} 个工作日）。有异议的，请在公示期内具名向监督部门提出：登录平台，打开“服务评优”里的这次评选。以单位名义提出的，由单位负责人提出。异议都书面答复，答复以前不审定、不授牌。`,
      },
      {
        kind: 'paragraph',
        text: `评选标准及权重：${body.criteria.map(({ name, weight }) => `${name} ${weight} 分`).join('，')}。办件的数据与办同样事项的别人相比，样本不足的不排名，总分相同的依次比较，都相同的为并列。${body.basis}。`,
      },
    ],
    signature: { organ: call.kernel.nameOf(SUPERVISING_ORGANISATION), date: dayInFigures(announcedOn) },
    annexes: [],
    watermark: isExample ? '示例' : undefined,
  }
}
