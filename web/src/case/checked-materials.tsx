import { Alert, Button, Checkbox } from 'antd'
import type { MaterialState } from '../api/types.ts'
import { isThere, rightMaterials, verdictOf, withAllRight, withoutVerdict } from './ticks.ts'
import type { Checking } from './use-checking.ts'

/** Which materials acceptance rests on: the ticks of the page, which can still be changed here. */
export function CheckedMaterials({ materials, checking: { ticks, setTicks } }: { materials: readonly MaterialState[]; checking: Checking }) {
  const there = materials.filter(isThere)
  const right = rightMaterials(ticks, there)
  const wrong = there.filter((material) => verdictOf(ticks, material) === 'wrong')
  const toggle = (material: MaterialState) => setTicks((before) => (right.includes(material.id) ? withoutVerdict : withAllRight)(before, material))
  return (
    <div className="checked-materials">
      {wrong.length > 0 && <Alert type="warning" showIcon title={`您核对出 ${wrong.length} 份材料有问题：${wrong.map(({ name }) => name).join('、')}。要补正请关掉这张表，改办“一次性告知补正”。`} />}
      {right.length < there.length
        ? <p>还有 {there.length - right.length} 份没有核对无误。<Button size="small" onClick={() => setTicks((before) => there.reduce(withAllRight, before))}>全部核对无误</Button></p>
        : <p><span aria-hidden="true">✓ </span>{there.length} 份全部核对无误。</p>}
      {there.map((material) => <Checkbox key={material.id} checked={right.includes(material.id)} onChange={() => toggle(material)}>{material.name}</Checkbox>)}
    </div>
  )
}
