import type { EventView } from '../api/types.ts'
import type { Whole } from '../joint/whole-calls.ts'
import { laneWords } from '../joint/whole-words.ts'
import { momentText } from '../kit/days.ts'
import { recommendationText } from './recommendation.ts'
import { documentWord } from './words.ts'

/** Everything that has happened, the latest first. */
export function Timeline({ events, whole }: { events: readonly EventView[]; whole?: Whole | undefined }) {
  return (
    <section className="card timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">经过</h2>
      <ol>
        {[...events].reverse().map(({ seq, at, label, by, person, note, document, data }) => (
          <li key={seq}>
            <p><strong>{label}</strong> <span className="faded">{by}{person !== null && `（${person}）`} · <time dateTime={at}>{momentText(at)}</time></span></p>
            {note !== null && <p className="note">{note}</p>}
            {recommendationText(data) !== undefined && <p className="note">{recommendationText(data)}</p>}
            {whole && laneWords(data, whole).map((words) => <p key={words} className="note">{words}</p>)}
            {document && <p className="faded">发出{documentWord(document.kind)} {document.number}</p>}
          </li>
        ))}
      </ol>
    </section>
  )
}
