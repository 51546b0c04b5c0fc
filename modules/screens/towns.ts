/** The 镇街 of the district by code; where each is drawn stands with the map. */
export const TOWNS = [
  { code: '440114001', name: '新华街' }, { code: '440114002', name: '花城街' }, { code: '440114003', name: '秀全街' }, { code: '440114004', name: '新雅街' },
  { code: '440114103', name: '梯面镇' }, { code: '440114104', name: '花山镇' }, { code: '440114105', name: '花东镇' }, { code: '440114107', name: '炭步镇' },
  { code: '440114108', name: '赤坭镇' }, { code: '440114109', name: '狮岭镇' },
] as const

export const isTown = (code: string): boolean => TOWNS.some((town) => town.code === code)
