import { useEffect, useMemo, useRef, useState } from 'react'
import type { SavedView } from '../api/desk-types.ts'
import type { Queue, WorklistRow } from '../api/types.ts'
import { chinaDay } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useKeys } from '../kit/use-keys.ts'
import { mainStep } from '../case/shortcuts.ts'
import { caseAddress } from '../shell/address.ts'
import { useCounts } from '../shell/counts.tsx'
import { QUEUE_WORDS } from '../shell/queue-words.ts'
import { go } from '../shell/router.ts'
import { BulkBar } from './bulk-bar.tsx'
import { CaseTable } from './case-table.tsx'
import { FilterBar } from './filter-bar.tsx'
import { NarrowedNote } from './narrowed-note.tsx'
import { PLAIN } from './narrowing.ts'
import { Pager } from './pager.tsx'
import { keepPlace, keepRound, placeIn, START, type Place } from './place.ts'
import { shownRows } from './rows.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useSelection } from './use-selection.ts'
import { fetchAll, useWorklist } from './use-worklist.ts'
import { ViewPanel } from './view-panel.tsx'
import './worklist.css'

/** One queue: the table of its cases, which keeps its place while one is away. */
export function WorklistPage({ queue }: { queue: Queue }) {
  const [place, setPlace] = usePlace(queue)
  const { answer, trouble, isLoading, reload } = useWorklist(queue, place)
  const { refresh } = useCounts()
  const today = answer?.today ?? chinaDay(new Date())
  const shown = useMemo(() => shownRows(answer?.cases ?? [], place, today), [answer, place, today])
  const filter = useRef<HTMLInputElement>(null)
  const rows = useRowFocus(shown.rows, place, setPlace)
  const choosing = useSelection(answer?.cases ?? [], shown.rows)
  const mark = (row: WorklistRow | undefined) => { if (row) { choosing.toggle(row); rows.move(1) } }
  const reloadAll = () => { void reload(); void refresh() }
  useEffect(() => { if (answer) keepRound({ queue, caseIds: answer.cases.map(({ id }) => id) }) }, [queue, answer])
  const isClosed = queue === 'done'
  useKeys({
    j: () => rows.move(1), k: () => rows.move(-1), r: reloadAll, '/': () => filter.current?.focus(),
    a: () => take(rows.current() ?? shown.rows[Math.min(place.chosenAt, shown.rows.length - 1)]),
    ...(!isClosed && { x: () => mark(rows.current()), X: choosing.choosePage }),
  })
  return (
    <div className="worklist" aria-busy={isLoading}>
      <PageTitle title={QUEUE_WORDS[queue].name} count={answer?.total} />
      <ViewPanel queue={queue} place={place} setLens={(lens) => setPlace({ ...lens, part: 1, page: 1 })} choose={(view) => setPlace(placeOf(view))} />
      <FilterBar
        ref={filter} words={place.words} setWords={(words) => setPlace({ words, page: 1 })} found={shown.found} total={answer?.total} refresh={reloadAll}
      />
      {!isClosed && <BulkBar choosing={choosing} total={answer?.total ?? 0} all={() => fetchAll(queue, place)} reload={reloadAll} />}
      {trouble && <TroubleNote trouble={trouble} again={reloadAll} />}
      {answer && shown.found === 0 && <NarrowedNote queue={queue} place={place} total={answer.total} clear={() => setPlace({ ...START, viewId: place.viewId })} />}
      {shown.rows.length > 0 && (
        <>
          <CaseTable
            caption={QUEUE_WORDS[queue].name} isClosed={isClosed} columns={place.columns} rows={shown.rows} today={today} link={rows.link}
            choosing={isClosed ? undefined : choosing} order={place.order} setOrder={(order) => setPlace({ order, page: 1 })}
          />
          <Pager shown={shown} part={place.part} total={answer?.total ?? 0} turn={setPlace} />
        </>
      )}
    </div>
  )
}

/** From its beginning, as the view has it. */
function placeOf(view: SavedView | undefined): Place {
  const { narrowing, sort, columns } = view ?? PLAIN
  return { ...START, narrowing, sort, columns, viewId: view?.id ?? null }
}

function usePlace(queue: Queue): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(() => placeIn(queue) ?? START)
  useEffect(() => keepPlace(queue, place), [queue, place])
  return [place, (change) => setPlace((before) => ({ ...before, ...change }))]
}

/** Opens the case, with the form of the step that carries it forward where there is one. */
function take(row: WorklistRow | undefined): void {
  if (row) go(caseAddress(row.id, mainStep(row.steps) && 'main'))
}
