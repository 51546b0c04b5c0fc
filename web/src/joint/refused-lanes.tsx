import { Checkbox, Input } from 'antd'
import type { WholeLane } from './whole-calls.ts'
import { refusedOf, type RefusedLane } from './refused-lane.ts'

const REASON_LENGTH_MAX = 2000

/** Items that are not accepted while the others are, each with its reason; without a tick everything is accepted. */
export function RefusedLanes({ lanes, value, set }: { lanes: readonly WholeLane[]; value: unknown; set: (refused: RefusedLane[]) => void }) {
  const refused = refusedOf(value)
  const put = (lane: string, reason: string | undefined) => set([...refused.filter((one) => one.lane !== lane), ...(reason === undefined ? [] : [{ lane, reason }])])
  return (
    <div className="refused-lanes">
      <p className="faded">不勾就是全部受理。勾上的这一项不予受理，其余照常受理、照常办；申请人会看到理由。</p>
      {lanes.filter(({ ended }) => ended === null).map(({ id, name, owner }) => {
        const own = refused.find(({ lane }) => lane === id)
        return (
          <div key={id} className="refused-lane">
            <Checkbox checked={own !== undefined} onChange={({ target }) => put(id, target.checked ? '' : undefined)}>不予受理：{name}（{owner.name}）</Checkbox>
            {own && <Input.TextArea aria-label={`不予受理${name}的理由`} autoSize={{ minRows: 2, maxRows: 6 }} maxLength={REASON_LENGTH_MAX} value={own.reason} onChange={({ target }) => put(id, target.value)} />}
          </div>
        )
      })}
    </div>
  )
}
