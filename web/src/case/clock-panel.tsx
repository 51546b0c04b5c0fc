import type { ClockView, Pause } from '../api/types.ts'
import { dayText } from '../kit/days.ts'
import { procedureWord } from './words.ts'

/** The days of this case, and the derivation of each: why this day. */
export function ClockPanel({ clock, today }: { clock: ClockView; today: string }) {
  return (
    <section className="card clock" id="clock" tabIndex={-1} aria-labelledby="clock-title">
      <h2 id="clock-title">期限：为什么是这一天</h2>
      {clock.provisional && <p className="warn"><span aria-hidden="true">▲ </span>{PROVISIONAL}</p>}
      <dl className="days">
        {daysOf(clock).map(([title, day]) => <div key={title}><dt>{title}</dt><dd>{dayText(day, today)}</dd></div>)}
      </dl>
      {clock.pauses.map((pause) => <p key={pause.id}>{pauseText(pause, today)}</p>)}
      <ol className="derivation">
        {clock.explanation.map(({ on, text, article }) => (
          <li key={`${on} ${text}`}>
            <span className="derivation-day">{dayText(on, today)}</span>
            {text}{article !== undefined && <cite>{article}</cite>}
          </li>
        ))}
      </ol>
    </section>
  )
}

const PROVISIONAL = '用到的年份还没有公布放假安排，日期按没有调休推算，公布后可能变化。'

/** The days that are known, in the order in which they come. */
function daysOf(clock: ClockView): [title: string, day: string][] {
  const days: [title: string, day: string | null][] = [
    ['受理日', clock.startedOn], ['告知补正最后一天', clock.startedOn === null ? clock.noticeDueOn : null],
    [`承诺 ${clock.limitWorkingDays} 个工作日`, clock.dueOn], [`法定 ${clock.statutoryWorkingDays} 个工作日`, clock.statutoryDueOn],
    ['送达最后一天', clock.deliverBy],
  ]
  return days.flatMap(([title, day]) => (day === null ? [] : [[title, day]]))
}

function pauseText({ kind, startedOn, endedOn }: Pause, today: string): string {
  const end = endedOn === null ? '还没有结束' : `${dayText(endedOn, today)}结束`
  return `特别程序（${procedureWord(kind)}）：${dayText(startedOn, today)}起，${end}，这段时间不计入期限。`
}
