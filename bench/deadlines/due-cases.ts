import { randomUUIDv7 } from 'node:crypto'
import { addCalendarDays } from '#platform/day'
import organisations from '../../data/organisations.json' with { type: 'json' }
import { TODAY } from '../ground.ts'

const OWNERS = organisations.filter(({ kind }) => kind === 'department' || kind === 'town').map(({ id }) => id)
/** Tells these cases from those of the demo district. */
export const BENCH_HASH = 'bench'
const ITEMS = 200

/** Lines of COPY text for so many accepted cases, all of which are due today; columns as in bench/worklist. */
export function* dueLines(count: number): Generator<string> {
  const [openedOn, acceptedOn] = [addCalendarDays(TODAY, -15), addCalendarDays(TODAY, -14)]
  const clock = JSON.stringify({
    limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false, events: [{ on: openedOn, what: 'received' }, { on: acceptedOn, what: 'accepted' }],
  })
  for (let index = 0; index < count; index += 1) {
    const owner = OWNERS[index % OWNERS.length] ?? ''
    yield [
      randomUUIDv7(), `D${String(index).padStart(18, '0')}`, 'application', '1', `SL44011401${String(index % ITEMS).padStart(5, '0')}`, '1',
      '食品经营许可（新办）', 'person', `bench-${index}`, '王伟',
      owner, 'hall', '440114', 'accepted', '2', '{}', '{}', clock, acceptedOn, TODAY, addCalendarDays(TODAY, 15),
      addCalendarDays(TODAY, -1), `owner:${owner}`, TODAY, '\\N', 'x', `${openedOn}T02:00:00Z`, '\\N', `${acceptedOn}T02:00:00Z`, BENCH_HASH,
    ].join('\t') + '\n'
  }
}
