import { Alert, Button, Checkbox } from 'antd'
import type { MaterialState } from '../api/types.ts'
import { isThere, rightMaterials, verdictOf, withAllRight, withoutVerdict } from './ticks.ts'
import type { Checking } from './use-checking.ts'
import { givenWord } from './words.ts'

/** Which materials acceptance rests on: the ticks of the page, which can still be changed here. */
export function CheckedMaterials({ materials, checking }: { materials: readonly MaterialState[]; checking: Checking }) {
  const { ticks, setTicks, mayCorrect } = checking
  const there = materials.filter(isThere)
  const right = rightMaterials(ticks, there)
  const wrong = there.filter((material) => verdictOf(ticks, material) === 'wrong')
  const promised = materials.filter((material) => !isThere(material) && material.given.length > 0)
  const toggle = (material: MaterialState) => {
    const turn = right.includes(material.id) ? withoutVerdict : withAllRight
    setTicks((before) => turn(before, material))
  }
  return (
    <div className="checked-materials">
      {wrong.length > 0 && <Alert type="warning" showIcon title={warningOf(wrong, mayCorrect ? CORRECT : CORRECTED)} />}
      {right.length < there.length
        ? (
            <p>
              还有 {there.length - right.length} 份没有核对无误。
              <Button size="small" onClick={() => setTicks((before) => there.reduce(withAllRight, before))}>全部核对无误</Button>
            </p>
          )
        : <p><span aria-hidden="true">✓ </span>{there.length} 份全部核对无误。</p>}
      {promised.map((material) => <p key={material.id}>{material.name}：{givenWord(material)}。</p>)}
      {there.map((material) => (
        <Checkbox key={material.id} checked={right.includes(material.id)} onChange={() => toggle(material)}>{material.name}</Checkbox>
      ))}
    </div>
  )
}

const CORRECT = '要补正请关掉这张表，改办“一次性告知补正”。'
const CORRECTED = '补正已经告知过一次，不能再次要求；请看清楚再决定受理还是不予受理。'

function warningOf(wrong: readonly MaterialState[], advice: string): string {
  return `您核对出 ${wrong.length} 份材料有问题：${wrong.map(({ name }) => name).join('、')}。${advice}`
}
