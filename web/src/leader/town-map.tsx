import type { Group } from './calls.ts'
import { Door } from './doors.tsx'

/** Where each 镇街 is drawn, column and row: roughly as they lie, drawn by us; neither borders nor sizes mean anything. */
const PLACES: Readonly<Record<string, readonly [column: number, row: number]>> = {
  440114109: [1, 0], 440114103: [3, 0],
  440114108: [0, 1], 440114003: [1, 1], 440114002: [2, 1], 440114104: [3, 1],
  440114107: [0, 2], 440114001: [1, 2], 440114004: [2, 2], 440114105: [3, 2],
}
const [WIDTH, HEIGHT, GAP] = [140, 128, 10]
const STEPS = 4

/** The 镇街 as tiles: the more was received, the deeper; what is overdue says so in words. */
export function TownMap({ towns }: { towns: readonly Group[] }) {
  const most = Math.max(0, ...towns.filter(({ key }) => key in PLACES).map(({ received }) => received))
  const others = towns.filter(({ key }) => !(key in PLACES))
  return (
    <div className="town-map">
      <svg viewBox={`0 0 ${4 * WIDTH + 3 * GAP} ${3 * HEIGHT + 2 * GAP}`} role="group" aria-label="镇街示意图，每格是一个镇街收到的件数">
        {towns.map((town) => (
          <Tile key={town.key} town={town} most={most} />
        ))}
      </svg>
      <p className="faded">示意图，不是地图。收到的件数，越多颜色越深{most === 0 && '；现在都是 0'}。</p>
      {others.map(({ key, name, received, overdue }) => (
        <p key={key} className="town-rest">
          {name}：
          <Door measure="received" of={{ town: key }} count={received}>
            收到 {received} 件
          </Door>
          {overdue > 0 && (
            <>
              ，
              <Door measure="overdue" of={{ town: key }} count={overdue} className="late">
                ▲ 超期 {overdue} 件
              </Door>
            </>
          )}
        </p>
      ))}
    </div>
  )
}

function Tile({ town: { key, name, received, overdue }, most }: { town: Group; most: number }) {
  const place = PLACES[key]
  if (place === undefined) return null
  const [x, y] = [place[0] * (WIDTH + GAP), place[1] * (HEIGHT + GAP)]
  const depth = most === 0 ? 0 : Math.ceil(received / most * STEPS)
  return (
    <g transform={`translate(${x} ${y})`}>
      <Door measure="received" of={{ town: key }} count={received}>
        <rect className={`town depth-${depth}`} width={WIDTH} height={HEIGHT} rx="6" />
        <text className="town-name" x="12" y="32">{name}</text>
        <text className="town-figure" x="12" y="80">{received}</text>
      </Door>
      {overdue > 0 && (
        <Door measure="overdue" of={{ town: key }} count={overdue}>
          <text className="town-late" x="12" y="114">▲ 超期 {overdue}</text>
        </Door>
      )}
    </g>
  )
}
