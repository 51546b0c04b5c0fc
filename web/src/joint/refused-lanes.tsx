import { Checkbox, Input } from 'antd'
import type { WholeLane } from './whole-calls.ts'
import { refusedOf, type RefusedLane } from './refused-lane.ts'
import { leftWaitingText } from './whole-words.ts'

const REASON_LENGTH_MAX = 2000

interface RefusedLanesProps {
  lanes: readonly WholeLane[]
  value: unknown
  set: (refused: RefusedLane[]) => void
  /** What is wrong with the entry at that place; without a place, with any of them. */
  faultAt: (at?: number) => string | undefined
}

/** Items that are not accepted while the others are, each with its reason; without a tick everything is accepted. */
export function RefusedLanes({ lanes, value, set, faultAt }: RefusedLanesProps) {
  const refused = refusedOf(value)
  const put = (lane: string, reason: string | undefined) =>
    set([...refused.filter((one) => one.lane !== lane), ...(reason === undefined ? [] : [{ lane, reason }])])
  const isSaidInPlace = refused.some((_, at) => faultAt(at) !== undefined)
  return (
    <div className="refused-lanes">
      <p className="faded">不勾就是全部受理。勾上的这一项不予受理，其余照常受理、照常办；申请人会看到理由。</p>
      {!isSaidInPlace && faultAt() !== undefined && <p className="field-fault" role="alert"><span aria-hidden="true">▲ </span>{faultAt()}</p>}
      {lanes.filter(({ ended }) => ended === null).map(({ id, name, owner }) => {
        const at = refused.findIndex(({ lane }) => lane === id)
        const own = refused[at]
        return (
          <div key={id} className="refused-lane">
            <Checkbox checked={own !== undefined} onChange={({ target }) => put(id, target.checked ? '' : undefined)}>不予受理：{name}（{owner.name}）</Checkbox>
            {own && <Reason lane={id} name={name} reason={own.reason} waiting={leftWaitingText(lanes, id)} fault={faultAt(at)} put={(reason) => put(id, reason)} />}
          </div>
        )
      })}
    </div>
  )
}

interface ReasonProps { lane: string; name: string; reason: string; waiting: string | undefined; fault: string | undefined; put: (reason: string) => void }

function Reason({ lane, name, reason, waiting, fault, put }: ReasonProps) {
  const id = `refused-${lane}`
  return (
    <>
      {waiting !== undefined && <p className="lane-held"><span aria-hidden="true">▲ </span>{waiting}</p>}
      <label htmlFor={id}>不予受理{name}的理由</label>
      <Input.TextArea
        id={id} autoFocus={reason === ''} autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={REASON_LENGTH_MAX} value={reason} onChange={({ target }) => put(target.value)}
        {...(fault !== undefined && { 'aria-invalid': true, 'aria-describedby': `${id}-fault` })}
      />
      {fault !== undefined && <p id={`${id}-fault`} className="field-fault"><span aria-hidden="true">▲ </span>{reason.trim() === '' ? '请写为什么不予受理，申请人会看到' : fault}</p>}
    </>
  )
}
