import type { FileFacts, MaterialState } from '../api/types.ts'

/** Where `[` and `]` halt: every file of every material in order, and once at a material without files. */
export interface Stop { materialId: string; file: FileFacts | null; isReplaced: boolean }

export function stopsOf(materials: readonly Pick<MaterialState, 'id' | 'given'>[]): Stop[] {
  return materials.flatMap(({ id, given }): Stop[] => {
    const files = [...given].sort((one, other) => Number(one.replaced) - Number(other.replaced))
      .flatMap(({ file, replaced }): Stop[] => (file ? [{ materialId: id, file, isReplaced: replaced }] : []))
    return files.length > 0 ? files : [{ materialId: id, file: null, isReplaced: false }]
  })
}

/** The stop so many steps further; the ends hold. */
export function stopAfter(stops: readonly Stop[], from: Stop | undefined, by: number): Stop | undefined {
  const index = from ? stops.findIndex((stop) => isSame(stop, from)) : -1
  return stops[Math.min(stops.length - 1, Math.max(0, index + by))]
}

/** The first stop of the next material, for whoever is done with this one; the last material stays. */
export function stopAtNextMaterial(stops: readonly Stop[], from: Stop | undefined): Stop | undefined {
  const last = stops.reduce((found, stop, index) => (stop.materialId === from?.materialId ? index : found), -1)
  return stops[last + 1] ?? from
}

export function isSame(one: Stop, other: Stop): boolean {
  return one.materialId === other.materialId && one.file?.fileId === other.file?.fileId
}
