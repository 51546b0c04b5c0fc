import { useEffect, type CSSProperties } from 'react'
import { nameOf } from '../leader/overview-page.tsx'
import { DoorwayProvider } from '../leader/doors.tsx'
import { doorwayIn, openDoor, scopeQuery } from '../leader/doorway.ts'
import { useTiles } from '../leader/use-tiles.ts'
import { useWindowTitle } from '../kit/page-title.tsx'
import { CONTRAST_DARK, DARK, type Palette } from '../kit/tokens.ts'
import { useMode } from '../kit/theme.tsx'
import { SCREEN_ADDRESS } from '../shell/rooms.ts'
import { useAlways } from './use-always.ts'
import { Overlay } from './overlay.tsx'
import { ScreenHead } from './screen-head.tsx'
import { ScreenPanels } from './screen-panels.tsx'
import { ScreenReport, useReportTurn } from './screen-report.tsx'
import { Tables } from './tables.tsx'
import { CaseList } from '../leader/case-list.tsx'
import '../leader/leader.css'
import './screen.css'

/** The big screen: dark whatever the look of the other pages, one look without scrolling, numbers that change where they stand. */
export function ScreenPage({ query }: { query: string }) {
  const asked = new URLSearchParams(query)
  const doorway = doorwayIn(asked, SCREEN_ADDRESS)
  const { tiles, trouble, reload } = useTiles(scopeQuery(doorway))
  const door = openDoor(asked, doorway)
  const isReport = useReportTurn(asked.get('show'), door !== undefined || asked.has('tables'))
  useWindowTitle('大屏')
  useAlways(reload)
  const palette = useMode().look.isContrast ? CONTRAST_DARK : DARK
  useDarkGround(palette)
  return (
    <DoorwayProvider value={doorway}>
      <main className="screen" id="main" style={painted(palette)}>
        {isReport && <ScreenReport asked={asked} />}
        {!isReport && <ScreenHead tiles={tiles} doorway={doorway} trouble={trouble} />}
        {!isReport && tiles && <ScreenPanels tiles={tiles} />}
        {door !== undefined && <Overlay title="这个数字" doorway={doorway}><CaseList key={door} query={door} of={tiles && nameOf(asked, tiles)} version={tiles?.version} /></Overlay>}
        {tiles && asked.has('tables') && door === undefined && <Overlay title="图下面的表" doorway={doorway}><Tables tiles={tiles} /></Overlay>}
      </main>
    </DoorwayProvider>
  )
}

/** The dark palette for everything inside, as the theme paints it for the whole page. */
function painted(palette: Palette): CSSProperties {
  // Safe: React takes custom properties by name; its types know only those of CSS itself.
  return Object.fromEntries(Object.entries(palette).map(([name, colour]) => [`--${name}`, colour])) as CSSProperties
}

/** No light edge where the window is larger than the screen. */
function useDarkGround({ mist }: Palette): void {
  useEffect(() => {
    const { style } = document.body
    const before = style.background
    style.background = mist
    return () => { style.background = before }
  }, [mist])
}

