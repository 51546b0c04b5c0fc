import type { Fault, Rule } from './consistency-rule.ts'
import type { Item } from './item.ts'
import { hasAreaCode, phonesIn } from './phones.ts'

/** Practice of another province, read in its validator; defaults, as no such list of Guangdong's own has been read. */
const PRACTICE = '外省办事指南校验规则（默认值，可调整）'
const DESIGN = '本系统的设计规则'
const PERMIT = '01'
const PERMIT_STEPS: readonly (readonly string[])[] = [['受理'], ['审核', '审查'], ['审批', '决定'], ['办结'], ['送达']]
const OUTCOME_ENDINGS = [['证', '出证办结'], ['文', '出文办结'], ['批复', '审批办结']] as const

/**
 * What must agree inside a guide before it is published. One rule is not here: that the change of a basic directory flags the
 * lists that depend on it concerns several items, and there is no basic directory (基本目录) of its own yet.
 */
export const GUIDE_RULES: readonly Rule[] = [
  {
    id: 'instant-kind', says: '承诺即办的是即办件，不是即办的是承诺件', source: PRACTICE, reads: ['kind', 'promisedWorkingDays'],
    check: ({ kind, promisedWorkingDays }) => faultWhen((kind === 'instant') !== (promisedWorkingDays === 0), {
      path: 'kind', text: `承诺时限是 ${promisedWorkingDays} 个工作日，办件类型却是${kind === 'instant' ? '即办件' : '承诺件'}`,
      cure: '即办件的承诺时限写 0，承诺件的写 1 个工作日以上',
    }),
  },
  {
    id: 'window-decides-instant', says: '只有即办件可以由综合窗口当场决定', source: DESIGN, reads: ['kind', 'decidedAtWindow'],
    check: ({ kind, decidedAtWindow }) => faultWhen(decidedAtWindow && kind !== 'instant', {
      path: 'decidedAtWindow', text: '承诺件写成了由窗口当场决定', cure: '请改成由实施主体决定，或把它改为即办件',
    }),
  },
  {
    id: 'promised-within-statutory', says: '承诺办结时限不得长于法定办结时限', source: DESIGN,
    reads: ['promisedWorkingDays', 'statutoryWorkingDays', 'limitsByAnswer'],
    check: (item) => promisesOf(item).filter(([, days]) => days > item.statutoryWorkingDays).map(([path, days]) => ({
      path, text: `承诺 ${days} 个工作日，长于法定的 ${item.statutoryWorkingDays} 个`, cure: `请改成不超过 ${item.statutoryWorkingDays} 个工作日`,
    })),
  },
  {
    id: 'visit-reason', says: '要到现场的必须写明原因', source: PRACTICE, reads: ['visits', 'visitReason'],
    check: ({ visits, visitReason }) => faultWhen(visits > 0 && visitReason === undefined, {
      path: 'visitReason', text: `要到现场 ${visits} 次，却没有写原因`, cure: '请写明必须现场办理的原因，或把到现场次数改为 0',
    }),
  },
  {
    id: 'no-visit-way', says: '不到现场又不能网办的，必须能快递申请', source: PRACTICE, reads: ['visits', 'handleForms', 'onlineDepth'],
    check: ({ visits, handleForms, onlineDepth }) => {
      const online = onlineDepth > 1 && (handleForms.includes('2') || handleForms.includes('3'))
      return faultWhen(visits === 0 && !online && !handleForms.includes('4'), {
        path: 'handleForms', text: '不用到现场，又不能网上办，也不能快递申请', cure: '请在办理形式里加上网上办理或快递申请，或写明要到现场几次',
      })
    },
  },
  {
    id: 'online-no-visit', says: '全程网办的不得要求到现场', source: PRACTICE, reads: ['onlineDepth', 'visits'],
    check: ({ onlineDepth, visits }) => faultWhen(onlineDepth === 4 && visits > 0, {
      path: 'visits', text: `标为全程网办，却要到现场 ${visits} 次`, cure: '请把到现场次数改为 0，或降低网上办理深度',
    }),
  },
  {
    id: 'fee-details', says: '收费的必须写明依据、项目和标准', source: PRACTICE, reads: ['fee'],
    check: ({ fee }) => fee.charged
      ? [
        ...faultWhen(fee.basis === undefined, { path: 'fee.basis', text: '收费却没有写依据', cure: '请写明收费依据的文件和条款' }),
        ...faultWhen(fee.entries.length === 0, { path: 'fee.entries', text: '收费却没有写项目和标准', cure: '请列出每个收费项目和标准' }),
      ]
      : [
        ...faultWhen(fee.payableOnline, { path: 'fee.payableOnline', text: '不收费，却标为可以网上支付', cure: '请去掉网上支付，或写明收费' }),
        ...faultWhen(fee.entries.length > 0, { path: 'fee.entries', text: '不收费，却列了收费项目', cure: '请去掉收费项目，或写明收费' }),
      ],
  },
  {
    id: 'phones-differ', says: '咨询电话与投诉电话不得相同', source: PRACTICE, reads: ['consultPhone', 'complaintPhone'],
    check: ({ consultPhone, complaintPhone }) => faultWhen(consultPhone !== undefined && consultPhone === complaintPhone, {
      path: 'complaintPhone', text: `投诉电话与咨询电话同为 ${consultPhone}`, cure: '请写一个不同的投诉电话，让投诉不回到被投诉的人手里',
    }),
  },
  {
    id: 'area-code', says: '电话须含区号（全国统一的短号、手机号除外）', source: PRACTICE, reads: ['consultPhone', 'complaintPhone'],
    check: ({ consultPhone, complaintPhone }) => Object.entries({ consultPhone, complaintPhone }).flatMap(([path, text]) =>
      text === undefined ? [] : phoneFaults(path, text)),
  },
  {
    id: 'audience-agrees', says: '面向个人或企业，须与服务对象一致', source: PRACTICE, reads: ['audience', 'serverTypes'],
    check: ({ audience, serverTypes }) => [
      ...faultWhen(audience.includes('person') !== serverTypes.includes('1'), {
        path: 'audience', text: '面向个人与服务对象“自然人”不一致', cure: '两处同时写上或同时去掉',
      }),
      ...faultWhen(audience.includes('enterprise') !== serverTypes.some((code) => code !== '1'), {
        path: 'audience', text: '面向企业与服务对象里的法人、组织不一致', cure: '两处同时写上或同时去掉',
      }),
    ],
  },
  {
    id: 'themes-agree', says: '写了主题分类的，须与面向一致：面向企业的有法人主题，不面向个人的没有自然人主题，反过来也一样', source: PRACTICE,
    reads: ['audience', 'personThemes', 'enterpriseThemes'], check: themeFaults,
  },
  {
    id: 'permit-questions', says: '行政许可至少有一条常见问题', source: PRACTICE, reads: ['type', 'questions'],
    check: ({ type, questions }) => faultWhen(type === PERMIT && questions.length === 0, {
      path: 'questions', text: '行政许可没有常见问题', cure: '请至少写一条办事人常问的问题和回答',
    }),
  },
  {
    id: 'permit-steps', says: '行政许可的流程须有受理、审核（审查）、审批（决定）、办结、送达', source: PRACTICE, reads: ['type', 'flow'],
    check: (item) => item.type === PERMIT ? missingSteps(item) : [],
  },
  {
    id: 'outcome-kind', says: '结果名称以证、文、批复结尾的，结果类型须相符', source: PRACTICE, reads: ['outcome'],
    check: ({ outcome }) => OUTCOME_ENDINGS.flatMap(([ending, kind]) => faultWhen(outcome.name.endsWith(ending) && outcome.kind !== kind, {
      path: 'outcome.kind', text: `结果“${outcome.name}”以“${ending}”结尾，类型却是${outcome.kind}`, cure: `请把结果类型改为${kind}，或改正结果名称`,
    })),
  },
  {
    id: 'outcome-sample', says: '有审批结果的须有结果样本', source: PRACTICE, reads: ['outcome'],
    check: ({ outcome }) => faultWhen(outcome.kind !== '其他' && !outcome.sample, {
      path: 'outcome.sample', text: `结果“${outcome.name}”没有样本`, cure: '请提供结果样本',
    }),
  },
]

function faultWhen(broken: boolean, fault: Fault): Fault[] {
  return broken ? [fault] : []
}

/** An item that is not classified at all breaks no rule: most sources do not say. */
function themeFaults({ audience, personThemes = [], enterpriseThemes = [] }: Item): Fault[] {
  if (personThemes.length + enterpriseThemes.length === 0) return []
  const sides = [['person', 'personThemes', '个人', '自然人主题', personThemes], ['enterprise', 'enterpriseThemes', '企业和单位', '法人主题', enterpriseThemes]] as const
  return sides.flatMap(([side, path, whom, noun, themes]) => [
    ...faultWhen(audience.includes(side) && themes.length === 0, { path, text: `面向${whom}，却没有${noun}`, cure: `请写上${noun}，或把两种主题都去掉` }),
    ...faultWhen(!audience.includes(side) && themes.length > 0, { path, text: `不面向${whom}，却写了${noun}`, cure: `请去掉${noun}，或在“面向”里加上${whom}` }),
  ])
}

function promisesOf({ promisedWorkingDays, limitsByAnswer }: Item): [path: string, workingDays: number][] {
  return [
    ['promisedWorkingDays', promisedWorkingDays],
    ...limitsByAnswer.map((limit, at): [string, number] => [`limitsByAnswer.${at}`, limit.promisedWorkingDays]),
  ]
}

function phoneFaults(path: string, text: string): Fault[] {
  const phones = phonesIn(text)
  if (phones.length === 0) return [{ path, text: `“${text}”里没有电话号码`, cure: '请写电话号码，固定电话写区号' }]
  return phones.filter((phone) => !hasAreaCode(phone)).map((phone) => ({ path, text: `电话“${phone}”没有区号`, cure: '请在前面加上区号，例如 020-' }))
}

function missingSteps({ flow }: Item): Fault[] {
  const missing = PERMIT_STEPS.filter((words) => !flow.some(({ name }) => words.some((word) => name.includes(word))))
  return missing.map((words) => ({ path: 'flow', text: `流程里没有“${words.join('”或“')}”环节`, cure: '请补上这个环节和承办单位' }))
}
