import { Alert, Checkbox } from 'antd'
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
  const isAll = right.length === there.length
  const toggleAll = () => setTicks((before) => there.reduce(isAll ? withoutVerdict : withAllRight, before))
  return (
    <div className="checked-materials">
      {wrong.length > 0 && <Alert type="warning" showIcon title={warningOf(wrong, mayCorrect ? CORRECT : CORRECTED)} />}
      {there.length > 0 && (
        <Checkbox className="check-all" checked={isAll} indeterminate={right.length > 0 && !isAll} onChange={toggleAll}>
          全部核对<span className="faded">（{there.length} 份，已核对无误 {right.length} 份）</span>
        </Checkbox>
      )}
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
