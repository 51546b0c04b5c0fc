import { Refusal } from '#platform/refusal'

export const DEPTH_MAX = 32

/**
 * Refuses what no form can mean and no database can keep: characters that are none (NUL, half of a surrogate pair),
 * numbers beyond every measure, nesting without end, and names that would reach into the objects of the program.
 */
export function refuseUnsafe(value: unknown, path = '', depth = 0): void {
  if (typeof value === 'string') return refuseUnsafeText(value, path)
  if (typeof value === 'number' && !Number.isFinite(value)) throw unsafe(path, '数字太大，请改正')
  if (typeof value !== 'object' || value === null) return
  if (depth >= DEPTH_MAX) throw unsafe(path, `内容嵌套超过 ${DEPTH_MAX} 层，请减少层次`)
  for (const [name, child] of Object.entries(value)) {
    const childPath = path === '' ? name : `${path}.${name}`
    refuseUnsafeText(name, childPath)
    if (reachesIntoProgram(name, child)) throw unsafe(path, '含有不允许的字段名，请去掉')
    refuseUnsafe(child, childPath, depth + 1)
  }
}

function refuseUnsafeText(text: string, path: string): void {
  if (text.includes('\0') || !text.isWellFormed()) throw unsafe(path.toWellFormed().replaceAll('\0', ''), '含有无法识别的字符，请删除后重新填写')
}

/** 'constructor' alone is a fair name: a building permit asks for the constructor. */
function reachesIntoProgram(name: string, child: unknown): boolean {
  if (name === '__proto__') return true
  return name === 'constructor' && typeof child === 'object' && child !== null && Object.hasOwn(child, 'prototype')
}

function unsafe(path: string, message: string): Refusal {
  return new Refusal('invalid', `提交的内容有误：${message}`, [{ path, message }])
}
