import { randomUUIDv7 } from 'node:crypto'
import { addCalendarDays } from '#platform/day'
import organisations from '../../data/organisations.json' with { type: 'json' }
import { chanceFrom, type Chance } from '../../cli/simulate/chance.ts'
import { TODAY } from '../ground.ts'

export const COLUMNS = [
  'id', 'number', 'type', 'workflow_version', 'item_code', 'item_version', 'title', 'applicant_kind', 'applicant_id', 'applicant_name',
  'owner_organisation', 'receiving_organisation', 'place', 'state', 'version', 'form', 'traits', 'clock', 'accepted_on', 'due_on', 'statutory_due_on',
  'reminder_on', 'queue', 'queue_due_on', 'handler_id', 'query_password_hash', 'opened_at', 'closed_at', 'last_at', 'last_hash',
] as const

/** One case in nine is open, as after some years of a district; one organisation in five cases is the busiest. */
const OPEN_SHARE = 0.11
const BUSIEST_SHARE = 0.2
const DAYS = 900
const OWNERS = organisations.filter(({ kind }) => kind === 'department' || kind === 'town').map(({ id }) => id)
const OPEN_STATES = [
  ['submitted', 'window'],
  ['correcting', 'applicant'],
  ['accepted', 'owner'],
  ['special', 'owner'],
  ['reviewed', 'approver'],
  ['approved', 'owner'],
  ['issued', 'window'],
] as const

/** Made up; two thirds of a district share few names. */
const SURNAMES = [...'王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕欧']
const GIVEN = [...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂兰玉']

/** Lines of COPY text for so many cases; the same for every run. */
export function* caseLines(count: number): Generator<string> {
  const chance = chanceFrom(20260310)
  for (let index = 0; index < count; index += 1) yield `${caseCells(index, chance).map((cell) => cell ?? '\\N').join('\t')}\n`
}

function caseCells(index: number, chance: Chance): (string | null)[] {
  const open = chance.happens(OPEN_SHARE)
  const openedOn = addCalendarDays(TODAY, -(open ? chance.between(0, 40) : chance.between(20, DAYS)))
  const dueOn = addCalendarDays(openedOn, chance.between(5, 40))
  const owner = chance.happens(BUSIEST_SHARE) ? 'market-regulation' : chance.oneOf(OWNERS)
  const closedState = chance.happens(0.03) ? 'withdrawn' : chance.happens(0.05) ? 'denied' : 'archived'
  const [state, turn] = open ? chance.oneOf(OPEN_STATES) : [closedState, ''] as const
  const item = `SL44011401${String(Math.floor(chance.between(0, 200) * chance.between(0, 200) / 200)).padStart(5, '0')}`
  const handler = turn === 'owner' || turn === 'approver' ? `${owner}-${chance.between(0, 9)}` : null
  const applicant = `bench-${chance.between(0, 200_000)}`
  const name = [chance.oneOf(SURNAMES), chance.oneOf(GIVEN), chance.oneOf(GIVEN)].join('')
  const clock = {
    limitWorkingDays: 10, statutoryWorkingDays: 20, joint: false, events: [{ on: openedOn, what: 'received' }, { on: openedOn, what: 'accepted' }],
  }
  const place = turn === 'window' ? 'hall' : turn === 'applicant' ? applicant : owner
  return [
    randomUUIDv7(), `B${String(index).padStart(18, '0')}`, 'application', '1', item, '1', '食品经营许可（新办）', 'person', applicant, name,
    owner, 'hall', '440114', state, '3', '{}', '{}', JSON.stringify(clock), openedOn, dueOn, addCalendarDays(dueOn, 15),
    open ? addCalendarDays(dueOn, -1) : null, open ? `${turn}:${place}` : null, open ? dueOn : null, handler, 'x', `${openedOn}T02:00:00Z`,
    open ? null : `${dueOn}T02:00:00Z`, `${dueOn}T02:00:00Z`, 'x',
  ]
}
