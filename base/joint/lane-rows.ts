import { html, type Content, type Html } from '#platform/html'
import { dayWords, stateMark, type LaneRow, type StateMark } from '#base/pages'
import { laneSpans } from './lane-spans.ts'
import type { Standing } from './view.ts'
import type { Whole } from './whole.ts'

type Lane = Whole['lanes'][number]

/** Where an item's own case can be read; undefined where the reader may not. */
export type HrefOf = (lane: Lane) => string | undefined

/** Each item of a joint matter on its way, for a citizen's page. Nothing in it is personal. */
export function laneRowsOf({ lanes, clock }: Whole, hrefOf: HrefOf = () => undefined): LaneRow[] {
  const spans = laneSpans(lanes)
  return lanes.map((lane) => {
    const href = hrefOf(lane)
    return {
      span: spans.get(lane.id),
      heading: href === undefined ? lane.name : html`<a href="${href}">${lane.name}</a>`,
      mark: stateMark(MARKS[lane.state], laneWords(lane)),
      lines: linesOf(lane, { href, isStuck: lane.waitsFor.some((one) => lanes.some(({ id, ended }) => id === one.lane && ended !== null)) }),
      isDeciding: lane.isCritical && lane.decidedOn === null && lane.ended === null && RUNNING.has(clock.state),
    }
  })
}

/** While the total is still to be decided. */
const RUNNING: ReadonlySet<string> = new Set(['receiving', 'correcting', 'running', 'paused'])

/** The whole in one sentence: how many came about, are under way, wait, or did not come about. */
export function summaryOf({ lanes }: Pick<Whole, 'lanes'>): string {
  const parts = COUNTED.flatMap(([words, state]) => {
    const number = lanes.filter((lane) => lane.state === state).length
    return number === 0 ? [] : [`${number} 项${words}`]
  })
  return `一共 ${lanes.length} 项：${parts.join('，')}。`
}

const COUNTED: readonly (readonly [words: string, state: Standing])[] = [
  ['已经办成', 'delivered'], ['已经制好', 'issued'], ['已审完、等前证', 'ready'], ['正在办', 'handling'], ['等统一受理', 'before'], ['等前一项办好再开始', 'waiting'],
  ['改为单独办理', 'separate'], ['没有批准', 'denied'], ['没有受理', 'notAccepted'], ['办不了', 'blocked'], ['已撤回', 'withdrawn'], ['已终止', 'terminated'],
]

/** How an item stands, in a few words: the department's own word while it is with the department. */
export function laneWords({ state, stateLabel, caseStateLabel }: Lane): string {
  return state === 'handling' && caseStateLabel !== null ? caseStateLabel : stateLabel
}

const MARKS: Readonly<Record<Standing, StateMark>> = {
  before: 'pause', waiting: 'pause', handling: 'going', ready: 'pause', issued: 'good', delivered: 'good',
  denied: 'bad', withdrawn: 'over', terminated: 'over', notAccepted: 'bad', blocked: 'bad', separate: 'going',
}

interface Around { href: string | undefined; /** What it waits for did not come about. */ isStuck: boolean }

function linesOf(lane: Lane, { href, isStuck }: Around): Content[] {
  const { owner, ended, stateLabel } = lane
  return [
    html`<span class="soft">由${owner.name}决定</span>`, ...dayLine(lane), ...waitLines(lane, isStuck),
    ...(ended !== null && ended.words !== stateLabel ? [`${ended.words}。`] : []),
    ...whatNext(ended, href),
  ]
}

function dayLine({ state, dueOn, expectedOn, decidedOn }: Lane): string[] {
  if (state === 'issued') return ['可以现在到窗口领取，也可以等其余事项办好以后一次送到您手里。']
  if (decidedOn !== null) return [`${dayWords(decidedOn)}作出决定。`]
  if ((state === 'handling' || state === 'ready') && dueOn !== null) return [`最迟${dayWords(dueOn)}作出决定。`]
  return state === 'waiting' && expectedOn !== null ? [`前面各项都按期的话，预计${dayWords(expectedOn)}办好。`] : []
}

function waitLines({ state, waitsFor, held, decidedOn }: Lane, isStuck: boolean): Content[] {
  const names = (needs: 'start' | 'release'): string => waitsFor.filter((one) => one.needs === needs).map(({ name }) => `“${name}”`).join('和')
  const [starts, releases] = [names('start'), names('release')]
  if (state === 'ready') return [`审查已经完成，现在还不能批准${held === null ? '' : `：${held}`}。${isStuck ? '它等的一项没有办成，您能做什么看那一项的“接下来”。' : '不用您做什么。'}`]
  return [
    ...(state === 'waiting' && starts !== '' ? [`等${starts}办好就自动开始，不用您再申请；期限从开始那天算起。`] : []),
    ...(releases !== '' && decidedOn === null ? [`和别的同时审查；等${releases}批准以后，这一项才能批准。`] : []),
  ]
}

function whatNext(ended: Lane['ended'], href: string | undefined): Html[] {
  if (!ended?.next) return []
  return [html`<strong>接下来：</strong>${ended.next}${href !== undefined && html` <a href="${href}">看理由和文书</a>`}`]
}
