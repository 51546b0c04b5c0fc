import { asRefusal } from '#platform/database'
import { Refusal, type RefusalCode } from '#platform/refusal'

/** The refusal an error stands for, or undefined when it is a fault of ours. */
export function refusalBehind(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error
  const known = BY_CODE[codeOf(error)] ?? blamedOnRequest(error)
  return known === undefined ? asRefusal(error) : new Refusal(known[0], known[1])
}

type Meaning = readonly [RefusalCode, string]

const INCOMPLETE: Meaning = ['invalid', '请求的内容不完整或格式不对，请重新提交']
const TOO_LARGE: Meaning = ['too-large', '提交的内容太大，请减少内容或分次提交']
const NOT_STORABLE: Meaning = ['invalid', '提交的内容里有无法保存的数字、日期或编号，请检查后重新提交']
const NOT_HERE: Meaning = ['not-found', '没有这个页面，请检查地址']
const FULL: Meaning = ['unavailable', '系统的存储空间已满，内容没有保存，请稍后再试或联系管理员']

/** What Fastify, its plugins, the disk and PostgreSQL say when the request or the surroundings are at fault. */
const BY_CODE: Readonly<Record<string, Meaning>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media', '不支持这种内容类型，接口请用 application/json，页面请用表单提交'],
  FST_ERR_CTP_BODY_TOO_LARGE: TOO_LARGE,
  FST_ERR_BAD_URL: ['invalid', '地址里有无法识别的编码，请从页面上的链接进入'],
  FST_ERR_MAX_PARAM_LENGTH: NOT_HERE,
  FST_INVALID_MULTIPART_CONTENT_TYPE: ['unsupported-media', '请用 multipart/form-data 上传文件'],
  ENOSPC: FULL,
  EDQUOT: FULL,
  // A value the schema let through but no column can hold.
  '22003': NOT_STORABLE,
  '22007': NOT_STORABLE,
  '22008': NOT_STORABLE,
  '22021': NOT_STORABLE,
  '22P02': NOT_STORABLE,
  '22P05': NOT_STORABLE,
  // Somebody else was a moment faster with the same thing.
  '23505': ['conflict', '同样的内容已经有了，请刷新后查看'],
}

/** Fastify and its plugins mark what the request itself got wrong. */
function blamedOnRequest(error: unknown): Meaning | undefined {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0
  if (status === 404) return NOT_HERE
  return status >= 400 && status < 500 ? INCOMPLETE : undefined
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}
