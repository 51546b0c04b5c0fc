/**
 * A service item (事项) as its implementation list (实施清单) describes it.
 * Fields and enumerations follow GB/T 39046-2020 table 4 and the practice of Guangdong; what an applicant needs comes first.
 */
import { Type, type Static } from 'typebox'
import { Condition } from './condition.ts'
import { JointMatter } from './joint-matter.ts'

export { Condition } from './condition.ts'

const TEXT_MAX = 4000
const LIST_MAX = 200
const text = (maxLength = TEXT_MAX) => Type.String({ minLength: 1, maxLength })
const list = <Schema extends Parameters<typeof Type.Array>[0]>(schema: Schema) => Type.Array(schema, { maxItems: LIST_MAX })
const workingDays = () => Type.Integer({ minimum: 0, maximum: 3650 })
const closed = { additionalProperties: false } as const

/** A question of the guide; its answers decide which materials, fields and limits apply (情形). */
export const Situation = Type.Object({
  id: text(64),
  question: text(200),
  help: Type.Optional(text(500)),
  /** Asked only when earlier answers make it matter. */
  when: Type.Optional(Condition),
  options: Type.Array(
    Type.Object({ id: text(64), label: text(100), help: Type.Optional(text(300)) }, closed), { minItems: 2, maxItems: 12 },
  ),
}, closed)
export type Situation = Static<typeof Situation>

export const Material = Type.Object({
  id: text(64),
  name: text(200),
  /** required 必要 · optional 非必要 · deferrable 可容缺后补 */
  need: Type.Union([Type.Literal('required'), Type.Literal('optional'), Type.Literal('deferrable')]),
  when: Type.Optional(Condition),
  /** Paper sheets asked for at the window; both 0 when electronic only. */
  originals: Type.Integer({ minimum: 0, maximum: 20 }),
  copies: Type.Integer({ minimum: 0, maximum: 20 }),
  /** applicant 申请人自备 · government 政府部门核发 · shared 数据共享（不需提交） */
  source: Type.Union([Type.Literal('applicant'), Type.Literal('government'), Type.Literal('shared')]),
  issuer: Type.Optional(text(200)),
  /** How to prepare it, in plain words (填报须知). */
  guidance: Type.Optional(text(500)),
  /** What the window checks, one line each (受理标准); the correction notice is written from these. */
  checks: list(text(200)),
  legalBasis: Type.Optional(text(500)),
}, closed)
export type Material = Static<typeof Material>

export const LegalBasis = Type.Object({
  law: text(200),
  article: Type.Optional(text(100)),
  /** What it says in our own short words; the text of the law itself is not copied. */
  gist: Type.Optional(text(500)),
}, closed)

/** The form: a JSON Schema of one flat object. Unknown fields are refused. */
export const FormField = Type.Object({
  type: Type.Union([Type.Literal('string'), Type.Literal('number'), Type.Literal('integer'), Type.Literal('boolean')]),
  title: text(100),
  description: Type.Optional(text(300)),
  enum: Type.Optional(Type.Array(Type.String({ maxLength: 100 }), { minItems: 1, maxItems: 100 })),
  minLength: Type.Optional(Type.Integer()),
  maxLength: Type.Optional(Type.Integer()),
  minimum: Type.Optional(Type.Number()),
  maximum: Type.Optional(Type.Number()),
  /** What kind of text it is; decides the input control and the check. */
  'x-kind': Type.Optional(Type.Enum(['text', 'long-text', 'day', 'phone', 'resident-id', 'uscc', 'project-code', 'address'])),
  /** Asked only under these answers. */
  'x-when': Type.Optional(Condition),
  /** Personal beside identity and phone numbers, which always are: kept encrypted, masked for staff. */
  'x-personal': Type.Optional(Type.Boolean()),
  /** Who may read the value; handling (the applicant and those who handle the case) unless told otherwise. */
  'x-visibility': Type.Optional(Type.Enum(['public', 'applicant', 'handling', 'sealed'])),
}, closed)
export type FormField = Static<typeof FormField>

export const ItemForm = Type.Object({
  type: Type.Literal('object'),
  properties: Type.Record(Type.String({ pattern: '^[a-z][a-zA-Z0-9]{0,63}$' }), FormField),
  required: Type.Array(Type.String()),
  additionalProperties: Type.Literal(false),
  /** One thing per page: the order of pages and the fields on each. Every field stands on exactly one page. */
  'x-pages': Type.Array(Type.Object({
    title: text(100), help: Type.Optional(text(300)), fields: Type.Array(Type.String(), { minItems: 1 }),
  }, closed)),
}, closed)
export type ItemForm = Static<typeof ItemForm>

export const Item = Type.Object({
  /** 31 characters 实施编码, or 33 业务办理项编码. Demo items use codes that begin with SL (示例). */
  code: Type.String({ pattern: '^[0-9A-Z]{6,36}$' }),
  version: Type.Integer({ minimum: 1 }),
  basicCode: Type.Optional(Type.String({ maxLength: 12 })),
  name: text(500),
  /** What people call it (日常用语, 简称). */
  everydayNames: list(text(200)),
  /** 事项类型, national code: 01 行政许可, 05 行政给付, 07 行政确认, 10 其他行政权力, 20 公共服务 … */
  type: Type.String({ pattern: '^[0-9]{2}$' }),
  /** Organisation id of the owner (实施主体), as in data/organisations.json. */
  organisation: text(64),
  /** Name of the owner where it is not in data/organisations.json (imported items, whose id is 'uscc:' + credit code). */
  organisationName: Type.Optional(text(200)),
  /** Organisation id of the window that receives it. */
  receivingOrganisation: text(64),
  audience: Type.Array(Type.Union([Type.Literal('person'), Type.Literal('enterprise')]), { minItems: 1, maxItems: 2 }),
  /** 服务对象 codes 1–6 of GB/T 39046 A.4. */
  serverTypes: Type.Array(Type.String({ pattern: '^[1-6]$' }), { minItems: 1 }),
  /** 主题分类 for 自然人 and for 法人, in words. Left out: not classified. */
  personThemes: Type.Optional(list(text(20))),
  enterpriseThemes: Type.Optional(list(text(20))),
  /** 行使层级 code 1–7. */
  useLevel: Type.String({ pattern: '^[1-7]$' }),
  /** instant 即办件 · promised 承诺件 */
  kind: Type.Union([Type.Literal('instant'), Type.Literal('promised')]),
  /** The owning department lets the general window decide instant cases on the spot. */
  decidedAtWindow: Type.Boolean(),
  statutoryWorkingDays: workingDays(),
  promisedWorkingDays: workingDays(),
  limitNote: Type.Optional(text(500)),
  /** Under these answers another promised limit applies; the first that fits counts. */
  limitsByAnswer: list(Type.Object({ when: Condition, promisedWorkingDays: workingDays() }, closed)),
  /** 到办事现场次数 and why. */
  visits: Type.Integer({ minimum: 0, maximum: 9 }),
  visitReason: Type.Optional(text(500)),
  /** 办理形式: 1 窗口 · 2 网上 · 3 移动端 · 4 快递 · 9 其他 */
  handleForms: Type.Array(Type.String({ pattern: '^[12349]$' }), { minItems: 1 }),
  /** 网上办理深度 1–4; 4 is 全程网办. */
  onlineDepth: Type.Integer({ minimum: 1, maximum: 4 }),
  express: Type.Boolean(),
  bookable: Type.Boolean(),
  fee: Type.Object({
    charged: Type.Boolean(),
    payableOnline: Type.Boolean(),
    basis: Type.Optional(text(500)),
    entries: list(Type.Object({ name: text(200), standard: text(500) }, closed)),
  }, closed),
  /** 受理条件, one sentence each. */
  conditions: list(text(1000)),
  /** What you get: 结果名称 and 结果类型; the sample shows the fields of the certificate. */
  outcome: Type.Object({
    name: text(200),
    kind: Type.Enum(['出证办结', '出文办结', '审批办结', '其他']),
    validity: Type.Optional(text(100)),
    sample: Type.Boolean(),
  }, closed),
  situations: Type.Array(Situation, { maxItems: 20 }),
  materials: Type.Array(Material, { maxItems: 60 }),
  form: ItemForm,
  legalBasis: list(LegalBasis),
  /** 办理流程 as shown to the applicant: who does what within how many working days. */
  flow: list(Type.Object({ name: text(50), unit: text(100), workingDays: Type.Optional(workingDays()) }, closed)),
  /** Kinds of special procedure that may occur (行政许可法第四十五条), as in the clock's pause kinds. */
  specialProcedures: list(text(50)),
  questions: list(Type.Object({ question: text(300), answer: text(1000) }, closed)),
  places: list(Type.Object({ name: text(200), address: Type.Optional(text(300)), hours: Type.Optional(text(200)) }, closed)),
  consultPhone: Type.Optional(text(100)),
  complaintPhone: Type.Optional(text(100)),
  /** Where the item joins others (一件事, 多证联办): questions, form and materials above are the merged ones. */
  joint: Type.Optional(JointMatter),
  /** official: every figure was read in a published source, named in sourceNote; example 示例: ours, to be replaced. */
  standing: Type.Union([Type.Literal('official'), Type.Literal('example')]),
  sourceNote: Type.Optional(text(500)),
  /** Fields an imported source says nothing about: what stands in them is only a default, to be shown as 来源未载明. */
  unstated: Type.Optional(list(text(64))),
  effectiveFrom: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  effectiveTo: Type.Optional(Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })),
}, closed)
export type Item = Static<typeof Item>

/** What the applicant answered: situation id → option id. */
export const Answers = Type.Record(Type.String({ maxLength: 64 }), Type.String({ maxLength: 64 }))
export type Answers = Static<typeof Answers>
