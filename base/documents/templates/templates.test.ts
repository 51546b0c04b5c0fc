import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DocumentFacts } from '../facts.ts'
import { plainText, renderText } from '../render-text.ts'
import { sampleFacts, withData } from '../sample-facts.ts'
import { KINDS } from '../titles.ts'

function textOf(facts: DocumentFacts): string {
  return plainText(renderText(facts))
}

for (const kind of ['non-acceptance', 'denial', 'termination'] as const) {
  const name = KINDS[kind].other

  test(`${name}：说明理由，并写明六十日复议、六个月诉讼（行政许可法第三十八条）`, () => {
    const facts = sampleFacts(kind)
    const text = textOf(facts)
    assert('reason' in facts.data && text.includes(facts.data.reason ?? '没有理由'))
    assert.match(text, /六十日内，依照《中华人民共和国行政复议法》第二十条的规定向广州市花都区人民政府申请行政复议/)
    assert.match(text, /六个月内，依照《中华人民共和国行政诉讼法》第四十六条的规定向有管辖权的人民法院提起行政诉讼/)
  })

  test(`${name}：没有给出救济机关时也不会漏写救济途径`, () => {
    assert.match(textOf(withData(kind, { remedies: undefined })), /申请行政复议.*提起行政诉讼/)
  })

  test(`${name}：救济机关可以不止一个，也可以整段改写`, () => {
    const bodies = { reviewBodies: ['广州市人民政府', '广州市花都区人民政府'], court: '示例人民法院' }
    assert.match(textOf(withData(kind, { remedies: bodies })), /向广州市人民政府或者广州市花都区人民政府申请行政复议.*向示例人民法院提起/)
    const text = textOf(withData(kind, { remedies: '如不服，可以依法申请行政复议或者提起行政诉讼。' }))
    assert.match(text, /如不服，可以依法申请行政复议或者提起行政诉讼。/)
    assert.doesNotMatch(text, /六十日/)
  })
}

test('受理、补正、特别程序、延期、准予的文书不写不服本决定', () => {
  for (const kind of ['receipt', 'acceptance', 'correction', 'special-procedure', 'extension', 'approval', 'withdrawal'] as const) {
    assert.doesNotMatch(textOf(sampleFacts(kind)), /不服|行政复议|行政诉讼/)
  }
})

test('对个人称你，对单位称你单位，不清楚时两者都写', () => {
  const found = sampleFacts('acceptance').case
  const { applicantKind, ...unknown } = found
  assert.equal(applicantKind, 'organisation')
  assert.match(textOf(sampleFacts('acceptance', { case: found })), /你单位于2026年11月23日提出/)
  assert.match(textOf(sampleFacts('acceptance', { case: { ...found, applicantKind: 'person' } })), /\n你于2026年11月23日提出/)
  assert.match(textOf(sampleFacts('acceptance', { case: unknown })), /你（单位）于2026年11月23日提出/)
})

test('没有经办人就没有经办人一栏', () => {
  const { agentName, ...found } = sampleFacts('acceptance').case
  assert(textOf(sampleFacts('acceptance')).includes(`经办人：${agentName}`))
  assert.doesNotMatch(textOf(sampleFacts('acceptance', { case: found })), /经办人/)
})

test('步骤给了依据就用步骤的依据，没有才用通常的依据', () => {
  assert.match(textOf(sampleFacts('acceptance')), /根据《中华人民共和国行政许可法》第三十二条第一款第五项的规定/)
  const given = textOf(sampleFacts('acceptance', { basis: [{ law: '广东省优化营商环境条例', article: '第32条' }] }))
  assert.match(given, /根据《广东省优化营商环境条例》第三十二条的规定/)
  assert.doesNotMatch(given, /行政许可法/)
})

test('不是行政许可的事项没有依据可引时，写有关规定', () => {
  assert.match(textOf(sampleFacts('approval', { isLicence: false })), /根据有关法律、法规、规章和本事项实施清单的规定，本机关决定准予办理。/)
})

test('受理通知书写明承诺和法定的办结时限与日期', () => {
  const text = textOf(sampleFacts('acceptance'))
  for (const line of ['承诺办结时限：10个工作日', '承诺办结日期：2026年12月9日', '法定办结时限：20个工作日', '法定办结日期：2026年12月23日']) assert(text.includes(line), line)
  assert.match(text, /于2026年12月9日前（含当日）作出决定/)
})

test('期限推算不出来时，受理通知书不写日期，不乱写', () => {
  const text = textOf(sampleFacts('acceptance', { clock: { receivedOn: '2026-12-30', acceptedOn: '2026-12-31' } }))
  assert.doesNotMatch(text, /办结日期|前（含当日）作出决定/)
})

test('即办件写即办', () => {
  assert.match(textOf(withData('acceptance', { promisedWorkingDays: 0 })), /承诺办结时限：即办/)
})

test('逾期未告知的，受理通知书写明视为受理的原因（行政许可法第三十二条）', () => {
  const text = textOf(withData('acceptance', { deemed: true }))
  assert.match(text, /未在收到申请材料后五个工作日内一次告知.*第三十二条第一款第四项的规定，该申请自2026年11月25日起即为受理/)
  assert.doesNotMatch(text, /材料齐全/)
})

test('容缺受理列出承诺补交的材料和日期，不说材料齐全', () => {
  const text = textOf(withData('acceptance', { promisedMaterials: [{ material: '从业人员健康证明', promisedBy: '2026-12-04' }] }))
  assert.match(text, /从业人员健康证明　2026年12月4日/)
  assert.match(text, /主要申请材料齐全，其余材料已作出补交承诺/)
})

test('补正告知书一次列出全部材料和每一个问题', () => {
  const facts = sampleFacts('correction')
  const text = textOf(facts)
  assert(facts.kind === 'correction')
  for (const { material, problems } of facts.data.materials) for (const word of [material, ...problems]) assert(text.includes(word), word)
  assert.match(text, /（1）未标明.*\n?（2）缺少比例尺/)
  assert.match(text, /除上列内容外，不再要求补正其他材料/)
})

test('没有约定补正日期时请尽快，不写日期', () => {
  const text = textOf(withData('correction', { dueOn: undefined }))
  assert.match(text, /请尽快将补正后的材料/)
  assert.doesNotMatch(text, /前（含当日）/)
})

test('特别程序写明种类、所需时间，程序时间不计入期限（行政许可法第四十五条）', () => {
  const text = textOf(sampleFacts('special-procedure'))
  assert.match(text, /需要进行专家评审，根据《中华人民共和国行政许可法》第四十五条的规定，所需时间不计算在办理期限内/)
  assert.match(text, /所需时间：15个工作日/)
  assert.match(textOf(withData('special-procedure', { kind: '技术审查', expectedEndOn: undefined })), /需要进行技术审查/)
  assert.doesNotMatch(textOf(withData('special-procedure', { expectedEndOn: undefined })), /预计/)
})

test('延期由本机关负责人批准引第一款，联合办理由政府负责人批准引第二款（行政许可法第四十二条）', () => {
  assert.match(textOf(sampleFacts('extension')), /第四十二条第一款的规定，经本机关负责人批准，决定将该申请的办理期限延长10个工作日/)
  assert.match(textOf(withData('extension', { approvedBy: 'head-of-government', days: 15 })), /第四十二条第二款的规定，经本级人民政府负责人批准.*延长15个工作日/)
})

test('特别程序期间延期，不写新的办结日期', () => {
  const text = textOf(withData('extension', { newDueOn: undefined }))
  assert.match(text, /待特别程序结束后另行告知/)
  assert.doesNotMatch(text, /延长后办结日期/)
})

test('准予决定书写明送达期限（行政许可法第四十四条）和附加要求', () => {
  const text = textOf(sampleFacts('approval'))
  assert.match(text, /第三十七条、第三十八条第一款的规定，本机关决定准予行政许可/)
  assert.match(text, /第四十四条的规定，本机关将于2026年12月22日前（含当日）向申请人颁发、送达《食品经营许可证》/)
  assert.match(text, /1．在许可的经营项目范围内/)
  assert.doesNotMatch(textOf(withData('approval', { conditions: undefined })), /应当遵守的要求/)
})

test('不属于本机关职权的，告诉申请人向谁申请', () => {
  assert.match(textOf(withData('non-acceptance', { competentOrgan: '广州市市场监督管理局' })), /请向广州市市场监督管理局提出申请/)
  assert.doesNotMatch(textOf(sampleFacts('non-acceptance')), /不属于本机关职权范围/)
})

test('收件凭证写明五个工作日答复，不冒充受理', () => {
  const text = textOf(sampleFacts('receipt'))
  assert.match(text, /在2026年11月30日前（含当日）一次告知/)
  assert.match(text, /自收到申请材料之日起即为受理/)
  assert.match(text, /不表示申请已经受理/)
  assert.equal(renderText(sampleFacts('receipt')).signature.organ, sampleFacts('receipt').case.receivingName)
})

test('网上提交的材料，收件凭证不列份数', () => {
  const online = withData('receipt', { materials: [{ material: '营业执照' }] })
  assert.doesNotMatch(textOf(online), /份/)
  assert.match(textOf(sampleFacts('receipt')), /2　营业执照　—　1/)
})

test('送达回证：当场送达留出签名处，电子送达不留', () => {
  assert.match(textOf(sampleFacts('delivery-receipt')), /受送达人签名或者盖章：/)
  const electronic = textOf(withData('delivery-receipt', { method: '电子送达', deliveredOn: '2026-12-08', place: '春风平台账户' }))
  assert.doesNotMatch(electronic, /签名/)
  assert.match(electronic, /送达日期：2026年12月8日/)
})

test('邮寄送达写邮件编号', () => {
  assert.match(textOf(withData('delivery-receipt', { method: '邮寄', parcelNumber: 'EX000000017CN' })), /邮件编号：EX000000017CN/)
})

test('证照样张写明编号、持证人、范围和有效期，没有止期的写长期', () => {
  const text = textOf(sampleFacts('certificate'))
  assert.match(text, /许可内容：热食类食品制售\n冷食类食品制售\n自制饮品制售/)
  assert.match(text, /有效期：自二〇二六年十二月八日至二〇三一年十二月七日/)
  assert.match(textOf(withData('certificate', { validTo: undefined })), /自二〇二六年十二月八日起，长期有效/)
  assert.doesNotMatch(textOf(withData('certificate', { validTo: undefined, validFrom: undefined })), /有效期/)
  assert.match(text, /不能代替正式证照/)
})

test('撤回确认书写明可以重新申请，没有写撤回日时以出具日为准', () => {
  assert.match(textOf(sampleFacts('withdrawal')), /于2026年11月26日申请撤回.*该申请自撤回之日起终止办理/)
  assert.match(textOf(withData('withdrawal', { withdrawnOn: undefined })), /于2026年11月27日申请撤回/)
  assert.match(textOf(sampleFacts('withdrawal')), /不影响你单位就同一事项重新提出申请/)
})
