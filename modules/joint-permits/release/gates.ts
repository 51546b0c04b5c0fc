/**
 * The gates of the permits of a building project (放行): which may go out when, and by which article. One copy for the product,
 * the command line and the pages. Pure.
 */
export const PERMITS = ['YD', 'BD', 'RF', 'GC', 'XF', 'SG'] as const
export type Permit = (typeof PERMITS)[number]
export type PermitSet = 'four' | 'five'

export const SETS: Readonly<Record<PermitSet, readonly Permit[]>> = {
  four: ['RF', 'XF', 'GC', 'SG'],
  five: ['YD', 'BD', 'RF', 'GC', 'SG'],
}

export const SET_NAMES: Readonly<Record<PermitSet, string>> = { four: '四证联办', five: '五证联办' }

export const PERMIT_NAMES: Readonly<Record<Permit, string>> = {
  YD: '建设用地规划许可证',
  BD: '国有建设用地使用权首次登记',
  RF: '人防工程报建',
  GC: '建设工程规划许可证',
  XF: '特殊建设工程消防设计审查',
  SG: '建筑工程施工许可证',
}

/** What is on record of a project, as far as a gate looks at it. */
export interface Standing {
  /** 特殊建设工程: its fire design must be reviewed; any other hands in the drawings (消防法 11, 12). */
  readonly specialWorks: boolean
  readonly fireDrawings: boolean
  /** Any paper on the use of the land: contract, allotment, title (使用土地的有关证明文件). */
  readonly landDocument: boolean
  /** Permits whose latest review passed. */
  readonly passed: ReadonlySet<Permit>
  /** Permits that are out: released or obtained outside the package, and not revoked since. */
  readonly out: ReadonlySet<Permit>
}

/** Something that must exist before a permit goes out, and the article that says so. */
export interface Obstacle { readonly missing: string; readonly article: string; readonly permit?: Permit }

const LAND_FOR_GC: Obstacle = { missing: '使用土地的有关证明文件（用地规划许可、不动产登记或者已登记的土地文件）', article: '城乡规划法第四十条' }
const LAND_FOR_SG: Obstacle = { missing: '用地批准手续（用地规划许可、不动产登记或者已登记的土地文件）', article: '建筑法第八条第一款第一项' }
const GC_FOR_SG: Obstacle = { missing: PERMIT_NAMES.GC, article: '建筑法第八条第一款第二项', permit: 'GC' }
const RF_FOR_SG: Obstacle = { missing: PERMIT_NAMES.RF, article: '人民防空法第二十二条', permit: 'RF' }
const XF_FOR_SG: Obstacle = { missing: PERMIT_NAMES.XF, article: '消防法第十二条', permit: 'XF' }
const DRAWINGS_FOR_SG: Obstacle = { missing: '消防设计图纸', article: '消防法第十二条' }

/** What else must exist before the permit goes out, its own review aside. Choosing or leaving joint handling changes nothing here. */
export function obstaclesTo(permit: Permit, standing: Standing): readonly Obstacle[] {
  switch (permit) {
    case 'GC': return hasLand(standing) ? [] : [LAND_FOR_GC]
    case 'SG': return obstaclesToBuilding(standing)
    default: return []
  }
}

/** Whether the permit is part of the project at all: without special works there is no fire design to review. */
export function belongs(permit: Permit, { specialWorks }: Pick<Standing, 'specialWorks'>): boolean {
  return permit !== 'XF' || specialWorks
}

/** Whether the permit may go out now: reviewed, not out yet, and everything before it there. */
export function mayRelease(permit: Permit, standing: Standing): boolean {
  return belongs(permit, standing) && !standing.out.has(permit) && standing.passed.has(permit) && obstaclesTo(permit, standing).length === 0
}

/** A right sequence of everything among these that can go out without anything further happening. */
export function releaseOrder(permits: readonly Permit[], standing: Standing): readonly Permit[] {
  const next = permits.find((permit) => mayRelease(permit, standing))
  return next === undefined ? [] : [next, ...releaseOrder(permits, { ...standing, out: new Set([...standing.out, next]) })]
}

export function isPermit(text: unknown): text is Permit {
  return PERMITS.some((permit) => permit === text)
}

function obstaclesToBuilding(standing: Standing): readonly Obstacle[] {
  const { out, specialWorks, fireDrawings } = standing
  return [
    ...(hasLand(standing) ? [] : [LAND_FOR_SG]),
    ...(out.has('GC') ? [] : [GC_FOR_SG]),
    ...(out.has('RF') ? [] : [RF_FOR_SG]),
    ...(specialWorks && !out.has('XF') ? [XF_FOR_SG] : []),
    ...(!specialWorks && !fireDrawings ? [DRAWINGS_FOR_SG] : []),
  ]
}

function hasLand({ landDocument, out }: Standing): boolean {
  return landDocument || out.has('YD') || out.has('BD')
}
