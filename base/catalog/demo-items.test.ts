import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { Value } from 'typebox/value'
import { checklistOf, nextSituation } from './checklist.ts'
import { problemsOf } from './consistency.ts'
import { Item, type Answers, type Condition } from './item.ts'

const DATA = new URL('../../data/', import.meta.url)
const COMPLETE_MIN = 16
const FIELDS_MIN = 4
/** Special procedures the clock knows as pauses (行政许可法第四十五条). */
const PAUSES = ['hearing', 'inspection', 'testing', 'quarantine', 'appraisal', 'expert-review', 'bidding', 'auction']
/** Items that must be complete from the first day, by a part of their name. */
const DEMANDED = [
  '食品经营许可（新办）', '个体工商户设立登记', '公共场所卫生许可', '建筑工程施工许可证', '防空地下室', '建设工程规划许可证', '建设用地规划许可证',
  '建设项目环境影响报告表', '大型户外广告', '门店招牌', '出生登记', '社会保障卡', '残疾人证', '高龄津贴', '民办', '特殊建设工程消防设计审查',
]
/** Phrases that say nothing to the reader. */
const EMPTY_PHRASES = /进一步|切实|高效便捷|相关规定要求|有关材料|等相关|贵单位|特此/

const organisations = new Set(organisationIds())
const files = globSync('items/**/*.json', { cwd: DATA }).sort()
const items = files.flatMap((file) => readItems(file).map((item) => ({ file: `${file} ${item.code}`, item })))
const itemOf = (code: string) => items.find(({ item }) => item.code === code)?.item
const complete = items.filter(({ file }) => file.startsWith('items/complete/'))

test('示例目录的每个文件都符合事项的结构', () => {
  assert.ok(files.length > 0, '没有找到示例事项文件')
  for (const file of files) assert.deepEqual(valuesIn(file).flatMap(shapeFaults), [], file)
})

test('缺字段、多字段、写错类型的事项会被结构检查指出', () => {
  const good = someItem()
  const { name: _name, ...nameless } = good
  assert.notDeepEqual(shapeFaults(nameless), [])
  assert.notDeepEqual(shapeFaults({ ...good, colour: '红' }), [])
  assert.notDeepEqual(shapeFaults({ ...good, visits: '一次' }), [])
})

test('事项编码不重复，示例编码以 SL 和区代码开头', () => {
  assert.deepEqual(repeated(items.map(({ item }) => item.code)), [])
  for (const { file, item } of items) assert.match(item.code, /^SL440114\d{5,7}$/, file)
})

test('每个事项都通过发布前的一致性规则', () => {
  const problems = items.flatMap(({ file, item }) =>
    problemsOf(item, { organisations, itemOf }).map(({ rule, path, text }) => `${file} ${path} ${rule}：${text}`))
  assert.deepEqual(problems, [])
})

test('示例事项都注明是示例和出处，由综合窗口收件', () => {
  for (const { file, item } of items) {
    assert.equal(item.receivingOrganisation, 'hall', file)
    assert.equal(item.standing, 'example', `${file}：没有读过来源的不能标为正式`)
    assert.match(item.sourceNote ?? '', /示例/, file)
  }
})

test('示例电话一看就是编的，没有真实单位的号码', () => {
  for (const { file, item } of items) {
    for (const phone of [item.consultPhone, item.complaintPhone]) assert.match(phone ?? '', /^(020-[01]0000\d{3}（示例）|12345)$/, file)
  }
})

test('十六个以上的事项做到了完整，点名要的一个不少', () => {
  assert.ok(complete.length >= COMPLETE_MIN, `只有 ${complete.length} 个`)
  const missing = DEMANDED.filter((part) => !complete.some(({ item }) => item.name.includes(part)))
  assert.deepEqual(missing, [])
})

for (const { file, item } of complete) {
  test(`${item.name}：情形、表单、材料、依据、问答都齐全`, () => assert.deepEqual(gapsOf(item), [], file))
}

test('不完整的事项会被指出缺了什么', () => {
  const item = someItem()
  const material = item.materials[0] ?? assert.fail('示例事项没有材料')
  assert.deepEqual(gapsOf({ ...item, questions: [] }), ['常见问题 0 条'])
  const bare = { ...material, id: 'bare', checks: ['一行'] }
  assert.deepEqual(gapsOf({ ...item, materials: [...item.materials, bare] }), ['材料 bare 的受理标准 1 行'])
  assert.deepEqual(gapsOf({ ...item, specialProcedures: ['听证'] }), ['特别程序“听证”不是计时规则里的种类'])
  const idle = { id: 'idle', question: '问了也没用的问题？', options: [{ id: 'a', label: '甲' }, { id: 'b', label: '乙' }] }
  assert.ok(gapsOf({ ...item, situations: [...item.situations, idle] }).includes('问题 idle 的回答什么也不改变'))
  assert.deepEqual(gapsOf({ ...item, conditions: [...item.conditions, '按相关规定要求办理'] }), ['有空话“相关规定要求”'])
})

for (const { file, item } of complete) {
  test(`${item.name}：怎么回答都能得到清单、表单和不超过法定的时限`, () => {
    for (const answers of everyWayToAnswer(item)) {
      const { materials, form, promisedWorkingDays } = checklistOf(item, answers)
      const told = `${file} ${JSON.stringify(answers)}`
      assert.ok(materials.some(({ need }) => need === 'required'), `${told}：没有必要材料`)
      assert.deepEqual(repeated(materials.map(({ name }) => name)), [], `${told}：同一材料要了两次`)
      assert.ok(form.required.length >= FIELDS_MIN, `${told}：必填项只剩 ${form.required.length} 个`)
      assert.equal(promisedWorkingDays === 0, item.kind === 'instant', told)
    }
  })
}

test('食品经营许可的回答会改变材料、表单和时限', () => {
  const { item } = complete.find(({ item: { code } }) => code === 'SL4401140100001') ?? assert.fail('没有食品经营许可（新办）')
  const own = checklistOf(item, { premises: 'shop', online: 'no', tenure: 'own', agent: 'no' })
  const canteen = checklistOf(item, { premises: 'canteen', coldFood: 'yes', online: 'platform', tenure: 'leased', agent: 'yes' })
  const idsOf = ({ materials }: typeof own) => materials.map(({ id }) => id)
  const more = idsOf(canteen).filter((id) => !idsOf(own).includes(id))
  assert.deepEqual(more, ['host', 'lease', 'coldRoom', 'canteenPledge', 'shopPage', 'proxy'])
  assert.deepEqual(idsOf(own).filter((id) => !idsOf(canteen).includes(id)), ['ownership'])
  assert.deepEqual([own.promisedWorkingDays, canteen.promisedWorkingDays], [3, 7])
  assert.ok(!own.form.required.includes('agentName') && canteen.form.required.includes('agentName'))
})

/** Every complete set of answers the questions allow. */
function everyWayToAnswer(item: Item, answers: Answers = {}): Answers[] {
  const next = nextSituation(item, answers)
  return next ? next.options.flatMap(({ id }) => everyWayToAnswer(item, { ...answers, [next.id]: id })) : [answers]
}

/** What keeps an item from being complete; one sentence each. */
function gapsOf(item: Item): string[] {
  return [...situationGaps(item), ...formGaps(item), ...materialGaps(item), ...guideGaps(item)]
}

function situationGaps({ situations, ...item }: Item): string[] {
  const decided = new Set(conditionsOf(item).flatMap((when) => Object.keys(when)))
  return [
    ...countGap('情形', situations.length, [2, 5]),
    ...situations.filter(({ id }) => !decided.has(id)).map(({ id }) => `问题 ${id} 的回答什么也不改变`),
  ]
}

function formGaps({ form }: Item): string[] {
  const crowded = form['x-pages'].filter(({ fields }) => fields.length > 3)
  return [
    ...countGap('表单字段', Object.keys(form.properties).length, [6, 14]),
    ...crowded.map(({ title }) => `“${title}”一页放了太多项`),
    ...Object.entries(form.properties).filter(([, { type, enum: options, 'x-kind': kind }]) => type === 'string' && !options && !kind)
      .map(([name]) => `字段 ${name} 没有说明是哪种文字`),
  ]
}

function materialGaps({ materials }: Item): string[] {
  return [
    ...(materials.length < 5 ? [`材料 ${materials.length} 份`] : []),
    ...materials.filter(({ checks }) => checks.length < 2 || checks.length > 5)
      .map(({ id, checks }) => `材料 ${id} 的受理标准 ${checks.length} 行`),
    ...materials.filter(({ guidance = '' }) => guidance.length < 10).map(({ id }) => `材料 ${id} 没有填报须知`),
    ...materials.filter(({ source, originals, copies }) => source === 'shared' && originals + copies > 0)
      .map(({ id }) => `共享材料 ${id} 还要交纸质`),
  ]
}

function guideGaps({ legalBasis, ...item }: Item): string[] {
  const phrase = EMPTY_PHRASES.exec(JSON.stringify(item))
  return [
    ...countGap('日常用语', item.everydayNames.length, [5, 12]),
    ...countGap('常见问题', item.questions.length, [3, 10]),
    ...countGap('受理条件', item.conditions.length, [3, 10]),
    ...countGap('法律依据', legalBasis.length, [1, 10]),
    ...legalBasis.filter(({ gist }) => !gist).map(({ law }) => `《${law}》没有写要点`),
    ...item.specialProcedures.filter((kind) => !PAUSES.includes(kind)).map((kind) => `特别程序“${kind}”不是计时规则里的种类`),
    ...(decidingDays(item) > item.promisedWorkingDays ? ['流程里审查和决定的天数超过了承诺时限'] : []),
    ...(phrase ? [`有空话“${phrase[0]}”`] : []),
  ]
}

function decidingDays({ flow }: Pick<Item, 'flow'>): number {
  return flow.filter(({ name }) => /审查|审核|决定/.test(name)).reduce((sum, { workingDays = 0 }) => sum + workingDays, 0)
}

/** What depends on the answers: materials, fields and limits. */
function conditionsOf({ materials, form, limitsByAnswer }: Pick<Item, 'materials' | 'form' | 'limitsByAnswer'>): Condition[] {
  const fields = Object.values(form.properties).map((field) => field['x-when'])
  return [...materials.map(({ when }) => when), ...fields, ...limitsByAnswer.map(({ when }) => when)].filter((when) => when !== undefined)
}

function countGap(what: string, count: number, [least, most]: [number, number]): string[] {
  return count >= least && count <= most ? [] : [`${what} ${count} 条`]
}

function repeated(words: readonly string[]): string[] {
  return words.filter((word, at) => words.indexOf(word) !== at)
}

function shapeFaults(value: unknown): string[] {
  return Value.Check(Item, value) ? [] : [...Value.Errors(Item, value)].map(({ instancePath, message }) => `${instancePath} ${message}`)
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, DATA), 'utf8'))
}

/** A file holds one item or a list of them. */
function valuesIn(file: string): unknown[] {
  const value = readJson(file)
  return Array.isArray(value) ? value : [value]
}

/** Only the well-formed ones; what is wrong with the others is said by the first test. */
function readItems(file: string): Item[] {
  return valuesIn(file).filter((value) => Value.Check(Item, value))
}

function organisationIds(): string[] {
  const list = readJson('organisations.json')
  assert.ok(Array.isArray(list))
  return list.map(({ id }: { id: string }) => id)
}

function someItem(): Item {
  return structuredClone(complete[0]?.item ?? assert.fail('没有完整的示例事项'))
}
