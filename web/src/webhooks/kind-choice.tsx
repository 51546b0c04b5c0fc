import { Checkbox } from 'antd'
import type { EventKind } from './calls.ts'
import { groupsOf } from './words.ts'

interface Choice { kinds: readonly EventKind[]; chosen: readonly string[]; choose: (chosen: readonly string[]) => void }

/** Steps to be told of, by sort of case. */
export function KindChoice({ kinds, chosen, choose }: Choice) {
  return groupsOf(kinds).map(({ caseLabel, kinds: own }) => {
    const others = chosen.filter((kind) => own.every((one) => one.kind !== kind))
    const count = chosen.length - others.length
    const names = own.map(({ kind }) => kind)
    return (
      <fieldset key={caseLabel} className="kinds">
        <legend>{caseLabel}</legend>
        <Checkbox
          checked={count === own.length}
          indeterminate={count > 0 && count < own.length}
          onChange={({ target }) => choose(target.checked ? [...others, ...names] : others)}
        >
          全选
        </Checkbox>
        <Checkbox.Group
          value={names.filter((kind) => chosen.includes(kind))}
          onChange={(ticked) => choose([...others, ...ticked])}
          options={own.map(({ kind, label }) => ({ value: kind, label }))}
        />
      </fieldset>
    )
  })
}
