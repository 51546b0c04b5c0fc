import { leader, type Census } from './census.ts'
import { FACTS, type Fact } from './facts.ts'
import { shown, type Finding } from './finding.ts'
import { exceeds, limitOf } from './limits.ts'
import { NONE, type Column, type SoundCells } from './source-row.ts'

type Testimony = readonly [column: Column, says: string]

/**
 * The cells of one row that contradict the rest of it: each fact goes by the majority of its witnesses, and who is outvoted is
 * named. A cell that is named once is not heard again, so that one broken code does not put three others in the wrong.
 */
export function contradictionsIn({ line, cells }: { line: number; cells: SoundCells }, census: Census): Finding[] {
  const heard = { ...cells }
  const findings: Finding[] = []
  for (const fact of FACTS) {
    for (const finding of outvoted(fact, heard, census)) {
      findings.push({ line, value: shown(cells[finding.column]), severity: 'error', ...finding })
      delete heard[finding.column]
    }
  }
  return [...findings, ...limitContradiction(line, heard), ...childlessParent(line, heard)]
}

interface Outvoted { column: Column; reason: string; suggestion: string }

function outvoted(fact: Fact, cells: SoundCells, census: Census): Outvoted[] {
  const testimonies = testimoniesOf(fact, cells)
  const counts = new Map<string, number>()
  for (const [, says] of testimonies) counts.set(says, (counts.get(says) ?? 0) + 1)
  if (counts.size <= 1) return []
  const believed = leader(counts) ?? preferred(fact.whenTied?.(cells, census), testimonies)
  const agreeing = testimonies.filter(([, says]) => says === believed).map(([column]) => column)
  return testimonies.filter(([, says]) => says !== believed).map(([column, says]) => ({
    column,
    reason: `${fact.label}与 ${agreeing.join('、')} 列矛盾：这里是“${says}”，那里是“${believed}”`,
    suggestion: `请核对这几列；按其他列应为“${believed}”`,
  }))
}

function testimoniesOf(fact: Fact, cells: SoundCells): Testimony[] {
  return COLUMN_NAMES.get(fact)?.flatMap((column): Testimony[] => {
    const says = Object.hasOwn(cells, column) ? fact.witnesses[column]?.(cells) : undefined
    return says === undefined ? [] : [[column, says]]
  }) ?? []
}

// Safe: the keys of `witnesses` are columns by its type; Object.keys only forgets that.
const COLUMN_NAMES = new Map(FACTS.map((fact) => [fact, Object.keys(fact.witnesses) as Column[]]))

function preferred(hint: string | undefined, testimonies: readonly Testimony[]): string | undefined {
  return testimonies.find(([, says]) => says === hint)?.[1] ?? testimonies[0]?.[1]
}

/** A main item that ends in 000 has no sub-items; the source has one that does. */
function childlessParent(line: number, { parentCatalogId, CATAID }: SoundCells): Finding[] {
  if (!parentCatalogId?.endsWith('000') || CATAID === undefined || CATAID.endsWith('000')) return []
  return [{
    line, column: 'parentCatalogId', value: shown(parentCatalogId), severity: 'odd',
    reason: `主项编码以 000 结尾，表示没有子项，基本编码 ${CATAID} 却是子项`, suggestion: '已照收，有子项的主项编码应以 00Y 结尾，请核对',
  }]
}

function limitContradiction(line: number, { handle_time, handle_time_limit }: SoundCells): Finding[] {
  const statutory = handle_time === undefined ? undefined : limitOf(handle_time)
  const promised = handle_time_limit === undefined ? undefined : limitOf(handle_time_limit)
  if (statutory && handle_time_limit === NONE) return [limitMissing({ line, column: 'handle_time_limit' }, '只写了法定办结时限，没有写承诺办结时限')]
  if (promised && handle_time === NONE) return [limitMissing({ line, column: 'handle_time' }, '只写了承诺办结时限，没有写法定办结时限')]
  if (!statutory || !promised || !exceeds(promised, statutory)) return []
  return [{
    line, column: 'handle_time_limit', value: shown(handle_time_limit), severity: 'error',
    reason: `承诺办结时限 ${handle_time_limit} 长于法定办结时限 ${handle_time}`,
    suggestion: '承诺时限不得长于法定时限，请核对 handle_time 和 handle_time_limit 两列',
  }]
}

function limitMissing(cell: { line: number; column: Column }, reason: string): Finding {
  return { ...cell, value: shown(NONE), reason, suggestion: '已照收，缺的一项以默认值显示并注明；请向实施主体核实后补上', severity: 'odd' }
}
