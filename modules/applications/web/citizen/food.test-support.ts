import assert from 'node:assert/strict'
import type { LightMyRequestResponse } from 'fastify'
import { png } from '../../../../base/materials/samples.test-support.ts'
import { FOOD, type SentFile, type Visitor } from './town.test-support.ts'

/** A shop on premises of its own, nothing sold on the net, the owner comes herself. */
export const SHOP = ['premises.shop', 'online.no', 'tenure.own', 'agent.no']
/** Answers that allow for the most materials. */
export const RESTAURANT = ['premises.restaurant', 'coldFood.no', 'online.no', 'tenure.own', 'agent.no']
/** Well-formed values nobody has, for every field these answers ask for. */
export const VALUES: Readonly<Record<string, string>> = {
  operatorName: '李记小吃店', uscc: '91440114000000000D', legalName: '李群众', legalId: '110101199001010015',
  premisesAddress: '花都区示例路 1 号', area: '30', mainItem: '热食类食品制售', otherItems: '', contactPhone: '13800000000',
}

/** Another name, another picture: the same content given twice would be the same file. */
export function picture(name: string, field = 'file'): SentFile {
  const width = [...name].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 997, 1) + 1
  return { field, name, content: new Uint8Array(png(width, 1)), type: 'image/png' }
}

/** A file field nobody has chosen anything for, as browsers send it. */
export function unchosen(field: string): SentFile {
  return { field, name: '', content: new Uint8Array(), type: 'application/octet-stream' }
}

/** Begins an application; answers with the path of the draft. */
export async function begin(visitor: Visitor, answers: readonly string[] = SHOP, code = FOOD): Promise<string> {
  const answer = await visitor.post('/apply', { itemCode: code, a: answers })
  assert.equal(answer.statusCode, 303, answer.body)
  return String(answer.headers.location).split('/').slice(0, 3).join('/')
}

/** Fills in every page as the page itself asks; answers with how many there were. */
export async function fillAll(visitor: Visitor, draft: string): Promise<number> {
  for (let page = 1; page < 60; page += 1) {
    const asked = await visitor.get(`${draft}/form/${page}`)
    if (asked.statusCode === 303) return page - 1
    const answer = await visitor.post(`${draft}/form/${page}`, valuesFor(asked))
    assert.equal(answer.statusCode, 303, textOf(answer))
  }
  throw new Error('表单没有尽头')
}

/** Hands in a picture for everything that is asked for. */
export async function giveAll(visitor: Visitor, draft: string): Promise<string[]> {
  const list = await visitor.get(`${draft}/materials`)
  const ids = [...list.body.matchAll(/<li id="f-materials\.(\w+)"/g)].map(([, id]) => id ?? '')
  for (const id of ids) assert.equal((await visitor.upload(`${draft}/materials/${id}/files`, [picture(`${id}.png`)])).statusCode, 303)
  return ids
}

export interface Filed { draft: string; caseId: string; number: string; password: string }

/** The whole way from the checklist to the receipt. */
export async function fileFood(visitor: Visitor, answers: readonly string[] = SHOP): Promise<Filed> {
  const draft = await begin(visitor, answers)
  await fillAll(visitor, draft)
  await giveAll(visitor, draft)
  await visitor.get(`${draft}/check`)
  const sent = await visitor.post(`${draft}/check`, { declared: 'yes' })
  assert.equal(sent.statusCode, 303, textOf(sent))
  const receipt = await visitor.get(String(sent.headers.location))
  const caseId = String(sent.headers.location).split('/').at(-1) ?? ''
  return { draft, caseId, number: factOf(receipt, '办件编号'), password: factOf(receipt, '查询密码') }
}

/** The value beside a label of a list of facts. */
export function factOf({ body }: LightMyRequestResponse, label: string): string {
  const [, value = ''] = new RegExp(`<dt>${label}</dt><dd>(.*?)</dd>`, 's').exec(body) ?? []
  return value.replace(/<[^>]*>/g, '').trim()
}

/** What a reader sees: the main part without tags. */
export function textOf({ body }: LightMyRequestResponse): string {
  const [main = body] = /<main.*<\/main>/s.exec(body) ?? []
  return main.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim()
}

/** A value for every field of the page. */
function valuesFor({ body }: LightMyRequestResponse): Record<string, string> {
  const names = [...body.matchAll(/ name="(\w+)"/g)].map(([, name]) => name ?? '')
  return Object.fromEntries(names.flatMap((name) => (VALUES[name] === undefined ? [] : [[name, VALUES[name]]])))
}
