import { leader, pair, tallyOf, type Numbered } from './census.ts'
import { passesCreditCheck } from './code-cell.ts'
import { shown, type Finding } from './finding.ts'
import type { Column, SoundCells } from './source-row.ts'

/** One key has one value throughout a file: an organisation one name, a code one title. */
const ONE_VALUE_EACH: readonly (readonly [key: Column, value: Column, label: string])[] = [
  ['ORGCODE', 'DEPT_NAME', '同一机构代码的实施主体'],
  ['AREACODE', 'AREA_CODE_TEXT', '同一区划代码的区划名称'],
  ['AREA_CODE_TEXT', 'AREACODE', '同一区划名称的区划代码'],
  ['parentCatalogId', 'CATANAME', '同一主项编码的主项名称'],
  ['CATAID', 'matter_name', '同一基本编码的事项名称'],
]

/** What only shows when all rows are seen together: duplicates, values that differ from their like, credit codes that fail their check. */
export function findingsAcross(rows: readonly Numbered[]): Finding[] {
  return [
    ...duplicates(rows),
    ...ONE_VALUE_EACH.flatMap(([key, value, label]) => strangers(rows, { key, value, label })),
    ...creditCodes(rows),
  ]
}

function duplicates(rows: readonly Numbered[]): Finding[] {
  const first = new Map<string, Numbered>()
  return rows.flatMap((row) => {
    const code = row.cells.TASK_CODE
    const earlier = code === undefined ? undefined : first.get(code)
    if (code !== undefined && !earlier) first.set(code, row)
    if (!earlier) return []
    const same = JSON.stringify(earlier.cells) === JSON.stringify(row.cells)
    return [same
      ? finding(row, 'TASK_CODE', { severity: 'odd', reason: `与第 ${earlier.line} 行完全相同`, suggestion: '已只收一次，请在来源里删去重复的行' })
      : finding(row, 'TASK_CODE', { severity: 'error', reason: `编码与第 ${earlier.line} 行重复，内容却不同`, suggestion: '请核对哪一行的编码写错了，或只留一行' })]
  })
}

function strangers(rows: readonly Numbered[], { key, value, label }: { key: Column; value: Column; label: string }): Finding[] {
  const tally = tallyOf(rows.map(({ cells }) => pair(cells, key, value)))
  return rows.flatMap((row) => {
    const [id, says] = pair(row.cells, key, value) ?? []
    const counts = id === undefined ? undefined : tally.get(id)
    if (says === undefined || !counts || counts.size === 1) return []
    const usual = leader(counts)
    if (usual === says) return []
    const known = usual ?? [...counts.keys()].find((other) => other !== says)
    return [finding(row, value, { severity: 'error', reason: `${label}与其他行不同`, suggestion: `请核对；其他行写的是“${known}”` })]
  })
}

/**
 * A credit code whose check character is wrong. Where several rows carry it, it is the body's code as the source has it, and odd;
 * where it stands alone, or beside another code of the same body, it is a slip in this cell.
 */
function creditCodes(rows: readonly Numbered[]): Finding[] {
  const codesOfBody = tallyOf(rows.map(({ cells }) => bodyAndCode(cells)))
  return rows.flatMap((row) => {
    const [body, code] = bodyAndCode(row.cells) ?? []
    if (body === undefined || code === undefined || passesCreditCheck(code)) return []
    const counts = codesOfBody.get(body)
    const usual = leader(counts)
    if (usual === code && (counts?.get(code) ?? 0) > 1) {
      return [finding(row, 'TASK_CODE', { severity: 'odd', reason: `前 18 位“${code}”通不过统一社会信用代码的校验`, suggestion: `已照收，请向${body}核实信用代码` })]
    }
    const cure = usual !== undefined && usual !== code ? `其他行写的是“${usual}”` : '校验位由前 17 位算出，错一位就对不上'
    return [finding(row, 'TASK_CODE', { severity: 'error', reason: `前 18 位“${code}”不是正确的统一社会信用代码`, suggestion: `请核对；${cure}` })]
  })
}

function bodyAndCode({ DEPT_NAME, TASK_CODE }: SoundCells): [string, string] | undefined {
  return DEPT_NAME === undefined || TASK_CODE === undefined ? undefined : [DEPT_NAME.trim(), TASK_CODE.slice(0, 18)]
}

function finding({ line, cells }: Numbered, column: Column, said: Pick<Finding, 'severity' | 'reason' | 'suggestion'>): Finding {
  return { line, column, value: shown(cells[column]), ...said }
}
