import { useEffect, useMemo, useRef, useState } from 'react'
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
import { Pager } from './pager.tsx'
import { keepPlace, keepRound, placeIn, type Place } from './place.ts'
import { shownRows } from './rows.ts'
import { useRowFocus } from './use-row-focus.ts'
import { useSelection } from './use-selection.ts'
import { useWorklist } from './use-worklist.ts'
import './worklist.css'

/** One queue: the table of its cases, which keeps its place while one is away. */
export function WorklistPage({ queue }: { queue: Queue }) {
  const [place, setPlace] = usePlace(queue)
  const { answer, trouble, isLoading, reload } = useWorklist(queue, place.part)
  const { refresh } = useCounts()
  const today = answer?.today ?? chinaDay(new Date())
  const shown = useMemo(() => shownRows(answer?.cases ?? [], place, today), [answer, place, today])
  const filter = useRef<HTMLInputElement>(null)
  const rows = useRowFocus(shown.rows, place, setPlace)
  const choosing = useSelection(answer?.cases ?? [], shown.rows)
  const mark = (row: WorklistRow | undefined) => { if (row) { choosing.toggle(row); rows.move(1) } }
  const reloadAll = () => { void reload(); void refresh() }
  useEffect(() => { if (answer) keepRound({ queue, caseIds: answer.cases.map(({ id }) => id) }) }, [queue, answer])
  useKeys({
    j: () => rows.move(1), k: () => rows.move(-1), a: () => take(rows.current()), r: reloadAll, '/': () => filter.current?.focus(),
    ...(queue !== 'done' && { x: () => mark(rows.current()), X: choosing.choosePage }),
  })
  const { name, empty } = QUEUE_WORDS[queue]
  return (
    <div className="worklist" aria-busy={isLoading}>
      <PageTitle title={name} count={answer?.total} />
      <FilterBar
        ref={filter} words={place.words} setWords={(words) => setPlace({ words, page: 1 })}
        found={shown.found} total={answer?.total} refresh={reloadAll}
      />
      {queue !== 'done' && <BulkBar choosing={choosing} reload={reloadAll} />}
      {trouble && <TroubleNote trouble={trouble} again={reloadAll} />}
      {answer && answer.total === 0 && <p className="empty">{empty}</p>}
      {answer && answer.total > 0 && shown.found === 0 && <p className="empty">没有符合“{place.words}”的件。换个词，或者清空筛选。</p>}
      {shown.rows.length > 0 && (
        <>
          <CaseTable
            caption={name} isClosed={queue === 'done'} rows={shown.rows} today={today} link={rows.link} choosing={queue === 'done' ? undefined : choosing}
            order={place.order} setOrder={(order) => setPlace({ order, page: 1 })}
          />
          <Pager shown={shown} part={place.part} total={answer?.total ?? 0} turn={setPlace} />
        </>
      )}
    </div>
  )
}

function usePlace(queue: Queue): [Place, (change: Partial<Place>) => void] {
  const [place, setPlace] = useState(() => placeIn(queue))
  useEffect(() => keepPlace(queue, place), [queue, place])
  return [place, (change) => setPlace((before) => ({ ...before, ...change }))]
}

/** Opens the case, with the form of the step that carries it forward where there is one. */
function take(row: WorklistRow | undefined): void {
  if (row) go(caseAddress(row.id, mainStep(row.steps) && 'main'))
}
