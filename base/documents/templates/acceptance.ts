import type { FactsOf } from '../facts.ts'
import type { Block } from '../layout.ts'
import { dayInFigures } from '../official-day.ts'
import { applicationSentence, basisPhrase, caseFields, dayField, field, paragraphs } from '../wording.ts'
import type { Body } from './template.ts'

/** 受理通知书 (行政许可法 32): the application is accepted and the decision clock runs. */
export function acceptance(facts: FactsOf<'acceptance'>): Body {
  const { clock, data } = facts
  return {
    addressed: true,
    blocks: [
      ...paragraphs(applicationSentence(facts) + decisionSentence(facts)),
      caseFields(
        facts,
        dayField('收件日期', clock.receivedOn), dayField('受理日期', clock.acceptedOn),
        field('承诺办结时限', workingDays(data.promisedWorkingDays)), dayField('承诺办结日期', clock.dueOn),
        field('法定办结时限', workingDays(data.statutoryWorkingDays)), dayField('法定办结日期', clock.statutoryDueOn),
        field('受理窗口', facts.case.receivingName),
      ),
      ...jointItems(facts),
      ...promises(facts),
      ...paragraphs(limitSentence(facts)),
    ],
    closing: '特此通知。',
    signedBy: 'owner',
    notes: ['可以凭办件编号和查询密码随时查询办理进度。'],
  }
}

function decisionSentence(facts: FactsOf<'acceptance'>): string {
  const since = facts.clock.acceptedOn === undefined ? '' : `自${dayInFigures(facts.clock.acceptedOn)}起`
  if (facts.data.deemed === true) {
    return `因本机关未在收到申请材料后五个工作日内一次告知需要补正的全部内容，${basisPhrase(facts, ['第三十二条第一款第四项'])}，该申请${since}即为受理。`
  }
  const promised = facts.data.promisedMaterials ?? []
  const state = promised.length > 0 ? '主要申请材料齐全，其余材料已作出补交承诺' : '申请材料齐全，符合法定形式'
  return `经审查，申请事项属于本机关职权范围，${state}，${basisPhrase(facts, ['第三十二条第一款第五项'])}，本机关决定${since}予以受理。`
}

/** 一件事, 多证联办: one notice for all of them; each is decided by its own department within its own limit. */
function jointItems({ data: { items = [] } }: FactsOf<'acceptance'>): Block[] {
  if (items.length === 0) return []
  return [{
    kind: 'table',
    caption: '一起办理的事项',
    columns: [{ title: '序号', share: 1.3, align: 'centre' }, { title: '事项', share: 5 }, { title: '办理部门', share: 3.6 }, { title: '承诺时限', share: 3 }],
    rows: items.map(({ name, owner, promisedWorkingDays, notAccepted }, index) =>
      [String(index + 1), name, owner, notAccepted === undefined ? workingDays(promisedWorkingDays) ?? '' : `不予受理：${notAccepted}`]),
  }]
}

/** 容缺: what was promised is told once, with its day. */
function promises({ data: { promisedMaterials = [] } }: FactsOf<'acceptance'>): Block[] {
  if (promisedMaterials.length === 0) return []
  return [{
    kind: 'table',
    caption: '承诺补交的材料',
    columns: [{ title: '序号', share: 1.3, align: 'centre' }, { title: '材料名称', share: 8 }, { title: '最迟补交日期', share: 3.4, align: 'centre' }],
    rows: promisedMaterials.map(({ material, promisedBy }, index) => [String(index + 1), material, dayInFigures(promisedBy)]),
  }]
}

function limitSentence({ clock: { dueOn }, isLicence }: FactsOf<'acceptance'>): string {
  const due = dueOn === undefined ? '' : `本机关将于${dayInFigures(dueOn)}前（含当日）作出决定。`
  const pause = isLicence
    ? '依法需要听证、招标、拍卖、检验、检测、检疫、鉴定和专家评审的，所需时间不计算在上述期限内，本机关将另行书面告知。'
    : '依照规定不计入办理期限的时间，本机关将另行书面告知。'
  return `${due}期限按工作日计算，不含法定节假日。${pause}`
}

function workingDays(count: number | undefined): string | undefined {
  if (count === undefined) return undefined
  return count === 0 ? '即办' : `${count}个工作日`
}
