/** The rules a second time, written from the format alone and on purpose in another way: JSON in, sums by hand on paper, names of failed rules out. */

interface Written {
  kind: string
  projects: Record<string, unknown>[]
  park: Record<string, unknown> | null
  lead: string | null
  mergedSections: string[]
}

export function failedRules(text: string): string[] {
  const { kind, projects, park, lead, mergedSections }: Written = JSON.parse(text)
  const isPark = kind === 'park-sme'
  const said = (field: string, otherwise: unknown): unknown[] => projects.map((project) => (project[field] === undefined ? otherwise : project[field]))
  const differ = (values: unknown[]): boolean => values.some((value) => value !== values[0])
  const wrong: [string, boolean][] = [
    ['members', projects.length < 2 || said('active', true).includes(false)],
    ['class', said('class', '报告表').some((value) => value !== '报告表')],
    ['same-type', isPark ? differ(said('industry', null)) || differ(said('process', null)) : differ(said('infraKind', null))],
    ['same-place', isPark ? park === null || said('park', null).some((value) => value !== park['id']) : differ(said('county', '440114'))],
    ['park-plan-eia', isPark && !(park !== null && ['审查通过', '跟踪评价完成'].includes(String(park['planEia'])) && park['implemented'] === true)],
    ['solvent', isPark && tensOf(amountsIn(text)) >= 1],
    ['violation', said('openViolation', false).includes(true)],
    ['signed', lead === null || said('signed', true).includes(false)],
    ['sections', ['政策和规划符合性', '生产工艺及流程', '区域环境质量现状', '环境保护目标及评价标准'].some((section) => !mergedSections.includes(section))
      || said('missingSections', []).some((list) => Array.isArray(list) && list.length > 0)],
    ['authority', said('provincial', false).includes(true)],
  ]
  return wrong.filter(([, fails]) => fails).map(([rule]) => rule)
}

/** The amounts as they stand in the text. */
function amountsIn(text: string): string[] {
  return [...text.matchAll(/"(?:paint|ink|adhesive)":\s*(\d+(?:\.\d+)?)/g)].map(([, amount = '0']) => amount)
}

/** How many whole tens of tons: column by column with a carry, as one adds on paper. */
function tensOf(amounts: readonly string[]): number {
  const places = Math.max(0, ...amounts.map((amount) => (amount.split('.')[1] ?? '').length))
  const rows = amounts.map((amount) => {
    const [whole = '', part = ''] = amount.split('.')
    return [...(whole + part.padEnd(places, '0'))].reverse().map(Number)
  })
  const length = Math.max(1, ...rows.map((row) => row.length))
  const digits: number[] = []
  let carry = 0
  for (let column = 0; column < length || carry > 0; column += 1) {
    const sum = rows.reduce((total, row) => total + (row[column] ?? 0), carry)
    digits.push(sum % 10)
    carry = Math.floor(sum / 10)
  }
  return digits.slice(places + 1).some((digit) => digit > 0) ? 1 : 0
}
