/** What is planted into the demo year, so that a supervisor has something to find. Invented, every bit of it. */

/** Shares of the year, 0 its first day and 1 its last: a year of a few weeks has the same troubles. */
interface During { from: number; until: number }

interface Planted extends During {
  /** What it is, in the words of whoever has found it. */
  finding: string
}

/** A desk of windows that has become slow: so much of its clerks' time is asked for; above 1 the queue grows. */
export interface SlowWindow extends Planted { id: 'slow-window'; organisation: string; load: number }
/** A unit that makes its figures look better: ends cases on the last day and has them filed anew, and enters ratings itself. */
export interface GamingUnit extends Planted { id: 'gaming-unit'; organisation: string; reopenShare: number; ownRatingShare: number }
/** A unit that stops the clock by procedures the item does not know, shortly before the limit. */
export interface UnjustifiedPause extends Planted { id: 'unjustified-pause'; organisation: string; share: number; workingDays: readonly [number, number] }
/** So many times as many cases of one item. */
export interface SeasonalPeak extends Planted { id: 'seasonal-peak'; itemCode: string; times: number }
/** Those who were served by a unit rate it badly. */
export interface BadRatings extends Planted { id: 'bad-ratings'; organisation: string; share: number; tags: readonly string[]; words: string }

export interface Troubles {
  slowWindow: SlowWindow
  gamingUnit: GamingUnit
  unjustifiedPause: UnjustifiedPause
  seasonalPeak: SeasonalPeak
  badRatings: BadRatings
}

export const TROUBLES: Troubles = {
  slowWindow: {
    id: 'slow-window', finding: '炭步镇便民服务窗口只有一个人，办不过来：材料收下以后几个工作日没有人看，有的逾期视为受理',
    organisation: 'tanbu', from: 0.4, until: 1, load: 1.1,
  },
  gamingUnit: {
    id: 'gaming-unit', finding: '城市管理部门临到期把办件终止，让同一个人马上重新申请；评价从单位自己的设备成批打出来',
    organisation: 'urban-management', from: 0.5, until: 1, reopenShare: 0.35, ownRatingShare: 0.8,
  },
  unjustifiedPause: {
    id: 'unjustified-pause', finding: '交通运输部门临到期启动事项里没有的特别程序，把期限停下来',
    organisation: 'transport', from: 0.6, until: 1, share: 0.45, workingDays: [6, 15],
  },
  seasonalPeak: {
    id: 'seasonal-peak', finding: '城乡居民医保集中参保，收件是平时的六倍，医保部门来不及办',
    itemCode: 'SL44011400126', from: 0.8, until: 0.95, times: 6,
  },
  badRatings: {
    id: 'bad-ratings', finding: '公积金管理部换系统以后差评成堆，都说态度生硬、多跑了路',
    organisation: 'housing-fund', from: 0.58, until: 0.72, share: 0.45, tags: ['态度生硬', '多跑了路'], words: '演示：来了三趟都说系统不通',
  },
}
