import type { MaterialState } from '../api/types.ts'
import { draftCorrection, entriesOf, mergeCorrection } from './correction-draft.ts'
import type { Field } from './fields.ts'
import type { Values } from './step-data.ts'
import { rightMaterials, type Ticks } from './ticks.ts'

interface Checked { materials: readonly MaterialState[]; ticks: Ticks }

/** What a form opens with: the server's draft, and in it what the clerk has ticked or left unticked on the page. */
export function draftedValues(fields: readonly Field[], draft: Values, { materials, ticks }: Checked): Values {
  return Object.fromEntries(fields.map(({ name, control }) => {
    if (control.kind === 'checked-materials') return [name, rightMaterials(ticks, materials)]
    if (control.kind === 'correction') return [name, draftCorrection(materials, ticks, entriesOf(draft[name]))]
    const value = draft[name]
    return [name, control.kind === 'lines' && Array.isArray(value) ? value.join('\n') : value]
  }))
}

/** The draft with what was changed by hand; the correction notice also takes in what has been found since. */
export function valuesWith(fields: readonly Field[], fresh: Values, { changed, base }: { changed: Values; base: Values }): Values {
  return Object.fromEntries(fields.map(({ name, control }) => {
    if (!(name in changed)) return [name, fresh[name]]
    if (control.kind !== 'correction') return [name, changed[name]]
    return [name, mergeCorrection({ base: entriesOf(base[name]), written: entriesOf(changed[name]), fresh: entriesOf(fresh[name]) })]
  }))
}
