import type { MaterialState } from '../api/types.ts'
import { isSame } from './stops.ts'
import type { Checking } from './use-checking.ts'

/** The files of a material; the one shown in the preview is marked. */
export function MaterialFiles({ material, checking: { stops, stop, goTo } }: { material: MaterialState; checking: Checking }) {
  const own = stops.filter(({ materialId, file }) => materialId === material.id && file !== null)
  if (own.length === 0) return null
  return (
    <ul className="material-files">
      {own.map((each) => (
        <li key={each.file?.fileId}>
          <button type="button" aria-pressed={stop !== undefined && isSame(stop, each)} onClick={() => goTo(each)}>
            {each.file?.name}{each.isReplaced && '（旧件，已被补正的文件代替）'}
          </button>
        </li>
      ))}
    </ul>
  )
}
