import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { schemaErrors } from '#platform/schema'
import { applications } from '#modules/applications'
import type { PropertySchema, StepSchema } from '../web/src/api/types.ts'
import { fieldsOf } from '../web/src/case/fields.ts'
import { stepData } from '../web/src/case/step-data.ts'

const STEPS = applications.workflows?.at(-1)?.steps ?? {}

/** What the server really sends. */
function schemaOf(step: string): StepSchema {
  return JSON.parse(JSON.stringify(STEPS[step]?.form?.schema ?? {}))
}

function kindsOf(step: string): Record<string, string> {
  return Object.fromEntries(fieldsOf(schemaOf(step)).map(({ name, control }) => [name, control.kind]))
}

function onlyField(property: PropertySchema) {
  return fieldsOf({ properties: { thing: property } })[0]
}

describe('步骤的表单从它的模式生成', () => {
  it('受理、补正、审查、制证、送达的控件', () => {
    assert.deepEqual(kindsOf('accept'), { opinion: 'text', checked: 'checked-materials' })
    assert.deepEqual(kindsOf('requestCorrection'), { materials: 'correction', note: 'text', withinWorkingDays: 'number' })
    assert.deepEqual(kindsOf('review'), { opinion: 'text', recommendation: 'choice' })
    assert.deepEqual(kindsOf('issue'), { certificateNumber: 'line', scope: 'text', validFrom: 'day', validTo: 'day' })
    assert.deepEqual(kindsOf('deliver'), { method: 'choice', recipient: 'line' })
    assert.deepEqual(kindsOf('refuseAcceptance'), { reason: 'text', legalBasis: 'lines', remedies: 'text' })
    assert.deepEqual(kindsOf('startSpecialProcedure'), { kind: 'choice', reason: 'text', expectedWorkingDays: 'number' })
  })

  it('工作人员能办的每一步，每个字段都有控件和中文名', () => {
    assert.ok(Object.keys(STEPS).length > 10)
    for (const [name, step] of Object.entries(STEPS)) {
      if (!step.form || step.by.some((relation) => relation === 'applicant' || relation === 'system')) continue
      const schema = schemaOf(name)
      const fields = fieldsOf(schema)
      assert.deepEqual(fields.map((field) => field.name), Object.keys(schema.properties ?? {}), name)
      for (const { title } of fields) assert.match(title, /\p{Script=Han}/u, `${name}: ${title}`)
    }
  })

  it('必填与选填照模式', () => {
    assert.deepEqual(fieldsOf(schemaOf('review')).map(({ required }) => required), [true, false])
  })

  it('选项用中文名，没有中文名的用值', () => {
    const [, recommendation] = fieldsOf(schemaOf('review'))
    assert.deepEqual(recommendation?.control, {
      kind: 'choice', options: [{ value: 'approve', label: '建议准予' }, { value: 'deny', label: '建议不予批准' }],
    })
    const [method] = fieldsOf(schemaOf('deliver'))
    assert.deepEqual(method?.control, { kind: 'choice', options: ['当场领取', '邮寄送达', '电子送达'].map((value) => ({ value, label: value })) })
  })

  it('数字带上下限和是否整数', () => {
    const [days] = fieldsOf(schemaOf('extend'))
    assert.deepEqual(days?.control, { kind: 'number', minimum: 1, maximum: 10, whole: true })
    assert.deepEqual(onlyField({ type: 'number' })?.control, { kind: 'number', minimum: undefined, maximum: undefined, whole: false })
  })

  it('短文字一行，长文字多行，没说多长的按长的', () => {
    assert.equal(onlyField({ type: 'string', maxLength: 200 })?.control.kind, 'line')
    assert.equal(onlyField({ type: 'string', maxLength: 201 })?.control.kind, 'text')
    assert.equal(onlyField({ type: 'string' })?.control.kind, 'text')
  })

  it('看不懂的字段不显示，也不会出错', () => {
    assert.equal(onlyField({ type: 'object' }), undefined)
    assert.equal(onlyField({}), undefined)
    assert.equal(onlyField({ type: 'array', items: { type: 'object', properties: { other: {} } } }), undefined)
    assert.equal(onlyField({ anyOf: [{ const: 'a' }, { title: '任意' }] }), undefined)
    assert.deepEqual(fieldsOf(undefined), [])
  })

  it('是否用勾选', () => assert.equal(onlyField({ type: 'boolean' })?.control.kind, 'tick'))
})

describe('送出去的内容服务器收得下', () => {
  const faults = (step: string, values: Record<string, unknown>) =>
    schemaErrors(STEPS[step]?.form?.schema ?? {}, stepData(fieldsOf(schemaOf(step)), values))

  it('什么都没填时，只有必填的字段被指出来', () => {
    for (const [name, step] of Object.entries(STEPS)) {
      if (!step.form || step.by.includes('applicant')) continue
      const blank = Object.fromEntries(fieldsOf(schemaOf(name)).map((field) => [field.name, '']))
      assert.deepEqual(faults(name, blank).map(({ path }) => path).sort(), [...(schemaOf(name).required ?? [])].sort(), name)
    }
  })

  it('填好的补正、不予受理、制证', () => {
    const materials = [{ materialId: 'plan', name: '平面图', problems: ['没有面积', ''] }]
    assert.deepEqual(faults('requestCorrection', { materials, note: '', withinWorkingDays: 15 }), [])
    assert.deepEqual(faults('refuseAcceptance', { reason: '不属于本机关职权', legalBasis: '行政许可法第三十二条\n\n', remedies: '' }), [])
    assert.deepEqual(faults('issue', { certificateNumber: ' JY24401140000001 ', scope: '', validFrom: '2026-05-07', validTo: '' }), [])
  })
})
