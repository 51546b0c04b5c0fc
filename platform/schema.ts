import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import type { TSchema } from 'typebox'
import { Refusal, type FieldError } from '#platform/refusal'

/** Nothing is dropped or converted: what the schema does not know is refused, so no input is lost unnoticed. */
const ajv = new Ajv({ allErrors: true, removeAdditional: false, coerceTypes: false, strict: false })
const compiled = new WeakMap<object, ValidateFunction>()
const ERRORS_MAX = 50

/** The data, if it is what the schema asks for; otherwise a refusal that names every wrong field. No schema: no data. */
export function checkData(schema: TSchema | undefined, data: Record<string, unknown>): Record<string, unknown> {
  const errors = schemaErrors(schema ?? NOTHING, data)
  if (errors.length > 0) throw new Refusal('invalid', '填写的内容有误，请按提示修改后再提交', errors)
  return data
}

/** Every way in which the data differs from the schema, in words that say what to do. */
export function schemaErrors(schema: object, data: unknown): FieldError[] {
  const validate = validatorOf(schema)
  if (validate(data)) return []
  return choicesTogether(validate.errors ?? []).slice(0, ERRORS_MAX).map((error) => ({ path: pathOf(error), message: sentenceOf(error) }))
}

/** A choice among words is one mistake with one sentence that names them all, not one for each word that was not given. Ajv tells the ways before the choice. */
function choicesTogether(errors: readonly ErrorObject[]): ErrorObject[] {
  const told: ErrorObject[] = []
  for (const error of errors) {
    const words = error.keyword === 'anyOf' ? waysOf(error, told) : []
    if (words.length > 0 && words.every(({ keyword }) => keyword === 'const')) {
      told.length -= words.length
      told.push({ ...error, keyword: 'enum', params: { allowedValues: words.map(({ params }) => params['allowedValue']) } })
    } else told.push(error)
  }
  return told
}

/** Why none of the ways of this choice was taken: what was told last. */
function waysOf({ instancePath, schemaPath }: ErrorObject, told: readonly ErrorObject[]): readonly ErrorObject[] {
  const before = told.findLastIndex((error) => error.instancePath !== instancePath || !error.schemaPath.startsWith(`${schemaPath}/`))
  return told.slice(before + 1)
}

const NOTHING = { type: 'object', properties: {}, additionalProperties: false }

function validatorOf(schema: object): ValidateFunction {
  const known = compiled.get(schema)
  if (known) return known
  const fresh = ajv.compile(schema)
  compiled.set(schema, fresh)
  return fresh
}

function pathOf(error: ErrorObject): string {
  const child = error.params['missingProperty'] ?? error.params['additionalProperty']
  const parent = error.instancePath.slice(1).replaceAll('/', '.')
  return [parent, child].filter((part) => part !== undefined && part !== '').join('.')
}

type Sentence = (params: Record<string, unknown>) => string

const SENTENCES: Readonly<Record<string, Sentence>> = {
  required: () => '缺少这一项，请填写',
  additionalProperties: () => '没有这一项，请去掉',
  type: ({ type }) => `应当是${TYPE_WORDS[String(type)] ?? String(type)}，请改正`,
  minLength: ({ limit }) => (limit === 1 ? '不能为空，请填写' : `至少 ${String(limit)} 个字`),
  maxLength: ({ limit }) => `最多 ${String(limit)} 个字，请缩短`,
  minimum: ({ limit }) => `不能小于 ${String(limit)}`,
  maximum: ({ limit }) => `不能大于 ${String(limit)}`,
  minItems: ({ limit }) => `至少要有 ${String(limit)} 项`,
  maxItems: ({ limit }) => `最多 ${String(limit)} 项`,
  enum: ({ allowedValues }) => `只能是：${Array.isArray(allowedValues) ? allowedValues.join('、') : ''}`,
  const: ({ allowedValue }) => `只能是：${String(allowedValue)}`,
  anyOf: () => '不在可选的范围内，请重新选择',
  pattern: () => '格式不对，请按说明填写',
  format: () => '格式不对，请按说明填写',
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: '文字', number: '数字', integer: '整数', boolean: '是或否', array: '列表', object: '一组字段', null: '空值',
}

function sentenceOf(error: ErrorObject): string {
  return SENTENCES[error.keyword]?.(error.params) ?? '内容不符合要求，请检查'
}
