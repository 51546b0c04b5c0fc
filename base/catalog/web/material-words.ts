import type { Material } from '../item.ts'

export const NEED_WORDS: Readonly<Record<Material['need'], string>> = { required: '必须交', optional: '有就交', deferrable: '可以先受理后补交' }

/** How many sheets the window wants; uploads need none. */
export function paperWords({ originals, copies }: Pick<Material, 'originals' | 'copies'>): string {
  const sheets = [originals > 0 && `原件 ${originals} 份`, copies > 0 && `复印件 ${copies} 份`].filter((words) => words !== false)
  return sheets.length === 0 ? '只要电子版' : sheets.join('，')
}

/** Materials the government has itself are looked up, not asked for. */
export function isAsked({ source }: Pick<Material, 'source'>): boolean {
  return source !== 'shared'
}
