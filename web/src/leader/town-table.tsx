import { Link } from '../shell/link.tsx'
import type { Group } from './calls.ts'
import { Door, useDoorway } from './doors.tsx'
import { pageAt } from './doorway.ts'

const COLUMNS = [['received', '收到'], ['resolved', '办结'], ['open', '在办'], ['overdue', '超期']] as const

/** The numbers of the map. */
export function TownTable({ towns }: { towns: readonly Group[] }) {
  const doorway = useDoorway()
  return (
    <table className="plain-table">
      <caption>各镇街</caption>
      <thead>
        <tr>
          <th scope="col">镇街</th>
          {COLUMNS.map(([name, label]) => (
            <th key={name} scope="col" className="figure">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {towns.map((town) => (
          <tr key={town.key}>
            <th scope="row">
              <Link href={pageAt(doorway, { place: town.key, organisation: null })}>{town.name}</Link>
            </th>
            {COLUMNS.map(([name, label]) => (
              <td key={name} className="figure">
                <Door measure={name} of={{ town: town.key }} count={town[name]} label={`${town.name}${label} ${town[name]} 件`}>
                  {town[name]}
                </Door>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
