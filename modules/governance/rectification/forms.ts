import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { SETTINGS } from '../rules/settings.ts'

const TEXT_MAX = 2000
export const FILES_MAX = 10
const closed = { additionalProperties: false } as const
const said = (title: string) => Type.String({ title, minLength: 2, maxLength: TEXT_MAX, visibility: 'handling' })

/** 交办: what has to be mended, by when. */
export const Order = Type.Object({
  requirement: said('整改要求'),
  withinWorkingDays: Type.Optional(Type.Integer({ title: '几个工作日内整改（不填按上限）', minimum: 1, maximum: SETTINGS.workingDays.max, visibility: 'handling' })),
}, closed)

/** 整改举证: what was the cause, what was done, what shows it. */
export const Evidence = Type.Object({
  cause: said('原因'),
  measures: said('整改措施和结果'),
  files: Type.Optional(Type.Array(
    Type.Object({ fileId: Id, name: Type.String({ minLength: 1, maxLength: 300 }) }, closed),
    { title: '证明整改的文件（照片、通知、记录）', maxItems: FILES_MAX, visibility: 'handling' },
  )),
}, closed)

/** 复核: why it is over. */
export const Recheck = Type.Object({ opinion: said('复核情况') }, closed)
export const Reason = Type.Object({ reason: said('原因') }, closed)
