import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { checklistOf, countsOf, fullAnswers, isIncluded, laneAnswers, type Answers, type FormField, type Item, type JointMatter } from '#base/catalog'
import { demoItems } from '../demo.ts'
import { lifeEventDocument, TABLE } from './life-event-table.ts'

type Joint = Item & { joint: JointMatter }

const items = demoItems()
const joint = items.filter((item): item is Joint => item.joint !== undefined)
const ready = joint.filter(({ joint: { readiness } }) => readiness === 'ready')
const itemOf = (code: string): Item => items.find((item) => item.code === code) ?? assert.fail(`没有 ${code}`)
const SHIPPED = ['新生儿出生', '企业注销登记', '开办餐饮店', '公民身后', '企业迁移登记', '退休', '残疾人服务', '教育入学', '四证联办', '五证联办']
const WAYS = 60

/** Ways through the questions: the fullest, and others drawn by chance that is always the same. */
function waysThrough(item: Joint): Answers[] {
  let seed = 7
  const next = (below: number): number => { seed = (seed * 48271) % 2147483647; return seed % below }
  return [fullAnswers(item), ...Array.from({ length: WAYS }, () => {
    const answers: Answers = {}
    for (const { id, when, options } of item.situations) {
      const isAsked = Object.entries(when ?? {}).every(([question, wanted]) => wanted.includes(answers[question] ?? ''))
      if (isAsked) answers[id] = options[next(options.length)]?.id ?? ''
    }
    return answers
  })]
}

/** What a field asks for, in the words of the form. */
const words = ({ title }: FormField): string => title.replace(/\s/g, '')

describe('一件事和多证联办的声明', () => {
  it('文档里的表与软件数的一致', () => {
    assert.equal(readFileSync(TABLE, 'utf8'), lifeEventDocument(items), '请运行 node bin/life-event-table.ts')
  })

  it('八件事和两种联办都可以办了，其余的标着待完善、还没有组成', () => {
    for (const name of SHIPPED) assert.ok(ready.some((item) => item.name.includes(name)), name)
    assert.equal(ready.length, SHIPPED.length)
    for (const { name, joint: { readiness, lanes, compositionNote } } of joint.filter((item) => !ready.includes(item))) {
      assert.deepEqual([readiness, lanes], ['draft', []], name)
      assert.match(compositionNote ?? '', /未核实|没有查到|读自/, name)
    }
  })

  for (const item of ready) {
    it(`${item.name}：怎么回答，每件事都只问一次，事项要的都填上了，材料都有着落`, () => {
      for (const answers of waysThrough(item)) {
        const { form, materials } = checklistOf(item, answers)
        const told = JSON.stringify(answers)
        const asked = Object.values(form.properties).map(words)
        assert.deepEqual(asked.filter((title, at) => asked.indexOf(title) !== at), [], `${told} 问了两遍`)
        const paper = materials.filter(({ source }) => source !== 'shared').map(({ name }) => name)
        assert.deepEqual(paper.filter((name, at) => paper.indexOf(name) !== at), [], `${told} 要交两遍`)
        for (const lane of item.joint.lanes.filter((one) => isIncluded(one, answers))) {
          const joined = itemOf(lane.itemCode)
          const own = checklistOf(joined, laneAnswers(lane, joined, answers))
          const filled = item.joint.fields.filter((link) => link.lane === lane.id && Object.hasOwn(form.properties, link.field)).map(({ into }) => into)
          assert.deepEqual(own.form.required.filter((name) => !filled.includes(name)), [], `${told} ${lane.id} 没有填上`)
          const served = item.joint.materials.filter((link) => link.lane === lane.id && materials.some(({ id }) => id === link.material)).map(({ as }) => as)
          const made = lane.after.filter((edge) => item.joint.lanes.some((other) => other.id === edge.lane && isIncluded(other, answers)))
            .map(({ material }) => material)
          const missing = own.materials.filter(({ id, need, source }) =>
            need === 'required' && source !== 'shared' && !served.includes(id) && !made.includes(id))
          assert.deepEqual(missing.map(({ id }) => id), [], `${told} ${lane.id} 缺材料`)
        }
      }
    })

    it(`${item.name}：一起办不比分开办多填、多交、多跑、更慢`, () => {
      const { separately, together } = countsOf(item, items, fullAnswers(item))
      assert.ok(together.fields < separately.fields && together.forms < separately.forms, '表')
      assert.ok(together.materials <= separately.materials && together.originals <= separately.originals && together.copies <= separately.copies, '材料')
      assert.ok(together.visits <= separately.visits && together.promisedWorkingDays <= separately.promisedWorkingDays, '跑动和时限')
    })
  }
})
