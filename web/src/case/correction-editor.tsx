import { Alert, Button } from 'antd'
import type { MaterialState } from '../api/types.ts'
import { CorrectionMaterial } from './correction-material.tsx'
import type { CorrectionEntry } from './correction-draft.ts'
import { unseenMaterials, type Ticks } from './ticks.ts'

interface CorrectionEditorProps {
  entries: readonly CorrectionEntry[]
  set: (entries: CorrectionEntry[]) => void
  materials: readonly MaterialState[]
  ticks: Ticks
}

/** The correction notice: every material that is not in order, with every problem it has. The law allows one notice. */
export function CorrectionEditor({ entries, set, materials, ticks }: CorrectionEditorProps) {
  const listed = new Set(entries.map(({ materialId }) => materialId))
  const unseen = unseenMaterials(ticks, materials).filter(({ id }) => !listed.has(id))
  const others = materials.filter(({ id }) => !listed.has(id))
  const replace = (changed: CorrectionEntry) => set(entries.map((entry) => (entry.materialId === changed.materialId ? changed : entry)))
  const remove = ({ materialId }: CorrectionEntry) => set(entries.filter((entry) => entry.materialId !== materialId))
  const add = ({ id, name }: MaterialState) => set([...entries, { materialId: id, name, problems: [''] }])
  return (
    <div className="correction">
      {unseen.length > 0 && <Alert type="warning" showIcon title={onlyOnce(unseen)} />}
      {entries.length === 0 && <p>还没有要补正的。在材料清单里把符合的勾上，没有勾的会自动列在这里；也可以从下面加。</p>}
      {entries.map((entry) => <CorrectionMaterial key={entry.materialId} entry={entry} set={replace} remove={() => remove(entry)} />)}
      {others.length > 0 && (
        <div className="correction-add">
          <span>再加一份：</span>
          {others.map((material) => <Button key={material.id} size="small" onClick={() => add(material)}>＋ {material.name}</Button>)}
        </div>
      )}
    </div>
  )
}

function onlyOnce(unseen: readonly MaterialState[]): string {
  return `补正只能告知一次。还有 ${unseen.length} 份材料没有核对：${unseen.map(({ name }) => name).join('、')}`
}
