import type { Tiles } from '../leader/calls.ts'
import { JointTable } from '../leader/joint-table.tsx'
import { StepTable } from '../leader/step-table.tsx'
import { TownTable } from '../leader/town-table.tsx'
import { DayTable } from '../leader/trend.tsx'
import { UnitTable } from '../leader/unit-table.tsx'

/** Everything drawn on the screen, as tables. */
export function Tables({ tiles }: { tiles: Tiles }) {
  return (
    <div className="screen-tables">
      {tiles.towns.length > 0 && <TownTable towns={tiles.towns} />}
      <DayTable days={tiles.days} />
      <UnitTable units={tiles.units} settings={tiles.settings} />
      <StepTable steps={tiles.steps} settings={tiles.settings} />
      <JointTable joint={tiles.joint} />
    </div>
  )
}
