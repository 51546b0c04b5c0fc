import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Criterion } from '../campaigns/scheme.ts'
import { valueFrom } from '../evidence/draw.ts'
import { adjusted, wholeOf, wilson, type Stratum } from './adjust.ts'
import { panelPart } from './points.ts'
import { rankedOf, type Candidate, type RankRules } from './rank.ts'

const ON_TIME = { id: 'on-time', name: '按时', weight: 50, by: 'measured', measure: 'on-time', full: 100, zero: 0, sampleMin: 10, basis: '例' } as const
const SKILL: Criterion = { id: 'skill', name: '技能', weight: 50, by: 'panel', guide: '看', basis: '例' }
const RULES: RankRules = { criteria: [ON_TIME, SKILL], tieBreakers: ['on-time'], panel: { quorum: 2, trimFrom: 5 }, seats: 2 }

/** The same numbers every time, and none of ours by habit. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed
  return (below) => { state = (state * 1_103_515_245 + 12_345) % 2_147_483_648; return Math.floor((state / 2_147_483_648) * below) }
}
type Hands = Record<string, Stratum[]>
const scores = (points: readonly number[]) => ({ skill: points.map((given, at) => ({ member: `m${at}`, points: given })) })

function candidate(id: string, hands: Hands, points: readonly number[] = [80, 80]): Candidate {
  const value = valueFrom(ON_TIME, adjusted(hands[id] ?? [], wholeOf(Object.values(hands).flat())), { overall: 0.9, source: '例' })
  return { id, name: id, values: [value], scores: scores(points), votingMembers: points.length, votes: 0 }
}
function district(random: (below: number) => number): Hands {
  return Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((id) => [
      id,
      ['x', 'y', 'z'].map((item) => {
        const n = random(40)
        return { item, n, part: n === 0 ? 0 : random(n + 1) }
      }),
    ]),
  )
}

describe('按事项构成比：公平', () => {
  it('办难事的人不吃亏：两个人都与别人办同样的事一样好，原来的率差三十分，比出来一样', () => {
    const peers: Hands = { p: [{ item: 'easy', n: 100, part: 98 }], q: [{ item: 'hard', n: 100, part: 68 }] }
    const hands: Hands = { ...peers, easy: [{ item: 'easy', n: 100, part: 98 }], hard: [{ item: 'hard', n: 100, part: 68 }] }
    const whole = wholeOf(Object.values(hands).flat())
    const [easy, hard] = [adjusted(hands['easy'] ?? [], whole), adjusted(hands['hard'] ?? [], whole)]
    assert.deepEqual([easy.raw, hard.raw], [0.98, 0.68])
    assert(Math.abs((easy.shrunk ?? 0) - (hard.shrunk ?? 0)) < 0.02, `${easy.shrunk} ${hard.shrunk}`)
    const own = { item: 'hard', n: 100, part: 75 }
    const better = adjusted([own], wholeOf([...Object.values(peers).flat(), ...(hands['easy'] ?? []), own]))
    assert((better.shrunk ?? 0) > (easy.shrunk ?? 0), '难事办得比别人好，排在把容易的事办得一样的人前面')
  })

  it('自己多办好一件，自己的值不会低：随便五百次，事项、件数、别人怎样都一样', () => {
    const random = randomFrom(20_260_302)
    let seen = 0
    for (let round = 0; round < 500; round += 1) {
      const hands = district(random)
      const at = random(3)
      const own = hands['a'] ?? []
      const one = own[at]
      if (!one || one.part >= one.n) continue
      seen += 1
      const improved = own.map((stratum, index) => (index === at ? { ...stratum, part: stratum.part + 1 } : stratum))
      const [before, after] = [
        adjusted(own, wholeOf(Object.values(hands).flat())), adjusted(improved, wholeOf(Object.values({ ...hands, a: improved }).flat())),
      ]
      assert.equal(after.expected, before.expected)
      for (const name of ['raw', 'adjusted', 'shrunk', 'low'] as const) assert((after[name] ?? 0) >= (before[name] ?? 0), `${name} ${round}`)
    }
    assert(seen > 200)
  })

  it('样本越少越靠近全体的平均，区间越宽；一件也没有的没有值', () => {
    const whole = wholeOf([{ item: 'x', n: 1000, part: 900 }])
    const [few, many] = [adjusted([{ item: 'x', n: 10, part: 10 }], whole), adjusted([{ item: 'x', n: 200, part: 200 }], whole)]
    assert((few.shrunk ?? 0) < (many.shrunk ?? 0) && (few.shrunk ?? 0) > 0.9)
    assert(wilson(0.9, 10).high - wilson(0.9, 10).low > wilson(0.9, 100).high - wilson(0.9, 100).low)
    assert.equal(adjusted([], whole).shrunk, null)
  })
})

describe('排名', () => {
  it('先写谁、后写谁都一样：随便打乱一百次，名次、得分、说明都不变', () => {
    const random = randomFrom(7)
    for (let round = 0; round < 100; round += 1) {
      const hands = district(random)
      const candidates = Object.keys(hands).map((id) => candidate(id, hands, [60 + random(3), 60 + random(3)]))
      const mixed = candidates
        .map((one) => ({ one, at: random(1000) }))
        .toSorted((left, right) => left.at - right.at)
        .map(({ one }) => ({ ...one, scores: scores((one.scores['skill'] ?? []).map(({ points }) => points).toReversed()) }))
      assert.deepEqual(rankedOf(RULES, mixed), rankedOf(RULES, candidates))
    }
  })

  it('自己多办好一件，名次不会往后', () => {
    const random = randomFrom(99)
    for (let round = 0; round < 200; round += 1) {
      const hands = district(random)
      const one = hands['a']?.[0]
      if (!one || one.part >= one.n) continue
      const improved = { ...hands, a: [{ ...one, part: one.part + 1 }, ...(hands['a'] ?? []).slice(1)] }
      const rankIn = (all: Hands) => rankedOf(RULES, Object.keys(all).map((id) => candidate(id, all))).find(({ id }) => id === 'a')?.rank ?? null
      const [before, after] = [rankIn(hands), rankIn(improved)]
      if (before !== null) assert((after ?? 99) <= before, `${round}: ${before} → ${after}`)
    }
  })

  it('样本不足的不排名，写明差多少；评委不够的也一样', () => {
    const hands: Hands = { a: [{ item: 'x', n: 9, part: 9 }], b: [{ item: 'x', n: 50, part: 45 }], c: [{ item: 'x', n: 50, part: 40 }] }
    const rows = rankedOf(RULES, [candidate('a', hands), candidate('b', hands), candidate('c', hands, [90])])
    assert.deepEqual(rows.map(({ id, rank, chosen }) => [id, rank, chosen]), [['b', 1, 'in'], ['a', null, 'out'], ['c', null, 'out']])
    assert.match(rows[1]?.why ?? '', /样本 9 件，不足 10 件/)
    assert.match(rows[2]?.why ?? '', /1 位评委打分，不足 2 位/)
  })

  it('总分相同依次比声明的项目，说明是哪一项分出的；都一样就是并列，跨过名额的都不自动入选', () => {
    const hands: Hands = {
      a: [{ item: 'x', n: 50, part: 45 }], b: [{ item: 'x', n: 50, part: 45 }], c: [{ item: 'x', n: 50, part: 45 }],
      d: [{ item: 'x', n: 50, part: 45 }],
    }
    const rows = rankedOf(RULES, [candidate('a', hands, [90, 90]), candidate('b', hands), candidate('c', hands), candidate('d', hands, [70, 70])])
    assert.deepEqual(rows.map(({ id, rank, chosen }) => [id, rank, chosen]), [['a', 1, 'in'], ['b', 2, 'tied'], ['c', 2, 'tied'], ['d', 4, 'out']])
    assert.match(rows[1]?.tie ?? '', /与 1 人并列：总分相同，依次比按时也相同/)
    assert.equal(rows[0]?.tie, null)
    const value = (points: number, n: number): Candidate['values'] => [
      {
        criterion: 'on-time',
        name: '按时',
        measure: '按时',
        n,
        part: n,
        value: points,
        expected: points,
        adjusted: points,
        low: points,
        high: points,
        counted: points,
        overall: 90,
        isSmall: false,
        sampleMin: 10,
        source: '例',
      },
    ]
    const [first, second] = rankedOf({ ...RULES, seats: 1 }, [
      { ...candidate('a', hands, [90, 90]), values: value(80, 50) },
      { ...candidate('b', hands, [80, 80]), values: value(90, 50) },
    ])
    assert.deepEqual([first?.id, first?.chosen, second?.chosen], ['b', 'in', 'out'])
    assert.match(first?.tie ?? '', /总分相同，比按时分出先后/)
  })

  it('评委够多的去掉最高最低各一个，不够的不去；每一分看得到去掉没有', () => {
    const part = (points: readonly number[]) => panelPart(SKILL, scores(points).skill, { quorum: 2, trimFrom: 5 })
    assert.deepEqual([part([0, 80, 81, 82, 100]).points, part([0, 80, 100, 80]).points, part([50]).points], [81, 65, null])
    assert.deepEqual(part([0, 80, 81, 82, 100]).scores?.map(({ dropped }) => dropped), [true, false, false, false, true])
  })

  it('每一项分加起来是总分，权重算得对', () => {
    const hands: Hands = { a: [{ item: 'x', n: 50, part: 45 }], b: [{ item: 'x', n: 50, part: 40 }] }
    for (const { total, parts } of rankedOf(RULES, [candidate('a', hands), candidate('b', hands)])) {
      assert.equal(total, Math.round(parts.reduce((sum, { earned }) => sum + (earned ?? 0), 0) * 100) / 100)
      for (const { points, earned, weight } of parts) assert(Math.abs((earned ?? 0) - ((points ?? 0) * weight) / 100) < 0.006)
    }
  })
})
