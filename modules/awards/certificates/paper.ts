import type { KeyPair } from '#platform/sm'
import { dayInCharacters, dayInFigures, honourPdf, signedQrText, type Honour, type Paper } from '#base/documents'
import type { Call } from '#kernel'
import { Refusal } from '#platform/refusal'
import { campaignOf, type Campaign } from '../campaigns/ledger.ts'
import { KIND_NAMES } from '../campaigns/scheme.ts'
import { rankingNow, type RankedRow } from '../campaigns/ranking.ts'
import { placesOf, type Place } from '../campaigns/succession.ts'
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

/** 公示公告: who was chosen, who moved up since, by which rules, until when and where to object. */
export async function noticePaper(call: Call, campaignId: string): Promise<Paper> {
  const campaign = await campaignOf(call.tx, campaignId)
  const { body, announcedOn, firstPublicUntil, isExample } = campaign
  if (announcedOn === null || firstPublicUntil === null) throw new Refusal('not-found', '还没有公示，没有公告')
  const [{ rows }, places] = [await rankingNow(call, campaign), await placesOf(call.tx, campaignId)]
  return {
    titleLines: [`关于“${body.title}”`, '初评结果的公示'],
    number: '',
    addressee: '各单位，各位群众：',
    issuedOn: announcedOn,
    blocks: [
      { kind: 'paragraph', text: openingOf(campaign) },
      tableOf(rows.filter((row) => row.chosen === 'in')),
      { kind: 'paragraph', text: `公示期为${dayInFigures(announcedOn)}至${dayInFigures(firstPublicUntil)}（${body.publicityWorkingDays} 个工作日）。${OBJECTING}` },
      ...movedUpBlocks(rows, places),
      { kind: 'paragraph', text: rulesOf(campaign) },
    ],
    signature: { organ: call.kernel.nameOf(SUPERVISING_ORGANISATION), date: dayInFigures(announcedOn) },
    annexes: [],
    watermark: isExample ? '示例' : undefined,
  }
}

const OBJECTING = '有异议的，请在公示期内具名向监督部门提出：登录平台，打开“服务评优”里的这次评选。以单位名义提出的，由单位负责人提出。'
  + '异议都书面答复，答复以前不审定、不授牌。'

function openingOf({ body: { title, period }, kind, onDuty, seats }: Campaign): string {
  return `“${title}”（${KIND_NAMES[kind]}）统计${dayInFigures(period.from)}至${dayInFigures(period.to)}的办件，可以被推荐的 ${onDuty ?? 0} 人，名额 ${seats ?? 0} 个。`
    + '经推荐、资格审查和评审，初评入选的现予公示。'
}

function tableOf(rows: readonly RankedRow[]): Paper['blocks'][number] {
  return {
    kind: 'table',
    columns: [
      { title: '名次', share: 1, align: 'centre' },
      { title: '姓名', share: 2, align: 'centre' },
      { title: '单位', share: 4 },
      { title: '得分', share: 1.2, align: 'centre' },
    ],
    rows: rows.map((row) => [String(row.rank), row.name, row.organisationName, row.total?.toFixed(2) ?? '—']),
  }
}

/** Each day on which somebody moved up has a table of its own; who was disqualified is not named again. */
function movedUpBlocks(rows: readonly RankedRow[], places: readonly Place[]): Paper['blocks'] {
  const days = Map.groupBy(places.filter(({ successor }) => successor !== null), ({ movedUpOn, publicUntil }) => `${movedUpOn} ${publicUntil}`)
  return [...days].flatMap(([key, moved]) => {
    const [from = '', until = ''] = key.split(' ')
    const text = `有入选的人被取消资格，按照评选办法由下一名递补，另行公示，公示期为${dayInFigures(from)}至${dayInFigures(until)}。`
    return [{ kind: 'paragraph' as const, text }, tableOf(rows.filter(({ id }) => moved.some(({ successor }) => successor === id)))]
  })
}

function rulesOf({ body: { criteria, basis } }: Campaign): string {
  return `评选标准及权重：${criteria.map(({ name, weight }) => `${name} ${weight} 分`).join('，')}。`
    + `办件的数据与办同样事项的别人相比，样本不足的不排名，总分相同的依次比较，都相同的为并列。${basis}。`
}
