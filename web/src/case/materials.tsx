import { Button } from 'antd'
import type { MaterialState } from '../api/types.ts'
import { MaterialEntry } from './material-entry.tsx'
import { unseenMaterials, withAllRight } from './ticks.ts'
import type { Checking } from './use-checking.ts'

/** The check list of this case; the material one looks at is open. */
export function Materials({ checking, materials }: { checking: Checking; materials: readonly MaterialState[] }) {
  const { isOpen, ticks, setTicks } = checking
  const unseen = unseenMaterials(ticks, materials).length
  const tickAll = () => setTicks((before) => materials.reduce(withAllRight, before))
  return (
    <section className="card materials" aria-labelledby="materials-title">
      <div className="section-head">
        <h2 id="materials-title">材料 {materials.length} 份</h2>
        {isOpen && <p role="status" className="faded">{unseen === 0 ? '全部核对过' : `还有 ${unseen} 份没有核对`}</p>}
        {isOpen && <Button size="small" onClick={tickAll}>全部符合 <kbd>X</kbd></Button>}
      </div>
      <ol>
        {materials.map((material, index) => <MaterialEntry key={material.id} index={index + 1} material={material} checking={checking} />)}
      </ol>
    </section>
  )
}
