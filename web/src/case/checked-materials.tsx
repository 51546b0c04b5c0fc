import { Alert, Button, Checkbox } from 'antd'
import type { MaterialState } from '../api/types.ts'
import { verdictOf, type Ticks } from './ticks.ts'

interface CheckedMaterialsProps { checked: readonly unknown[]; set: (checked: string[]) => void; materials: readonly MaterialState[]; ticks: Ticks }

/** Which materials acceptance rests on; as ticked on the page, and still to be changed here. */
export function CheckedMaterials({ checked, set, materials, ticks }: CheckedMaterialsProps) {
  const ids = materials.map(({ id }) => id).filter((id) => checked.includes(id))
  const wrong = materials.filter((material) => verdictOf(ticks, material) === 'wrong' && !ids.includes(material.id))
  const left = materials.length - ids.length
  return (
    <div className="checked-materials">
      {wrong.length > 0 && <Alert type="warning" title={`您核对出 ${wrong.length} 份材料有问题：${wrong.map(({ name }) => name).join('、')}。要补正请关掉这张表，改按“告知补正”。`} />}
      {left > 0
        ? <p>还有 {left} 份没有核对。<Button size="small" onClick={() => set(materials.map(({ id }) => id))}>全部核对无误</Button></p>
        : <p>✓ {materials.length} 份全部核对无误。</p>}
      <Checkbox.Group value={ids} onChange={(chosen) => set(chosen.map(String))} options={materials.map(({ id, name }) => ({ value: id, label: name }))} />
    </div>
  )
}
