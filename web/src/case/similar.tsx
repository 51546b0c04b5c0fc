import { fetchSimilar } from '../api/desk-calls.ts'
import type { SimilarCase } from '../api/desk-types.ts'
import { dayText } from '../kit/days.ts'
import { useLoaded } from '../kit/use-loaded.ts'

const OUTCOMES: Readonly<Record<SimilarCase['outcome'], string>> = { granted: '准予', refused: '不予' }

/** How cases of the same matter were decided before by the same office; nothing where there is none to see. */
export function Similar({ caseId, today }: { caseId: string; today: string }) {
  const { answer } = useLoaded(`similar ${caseId}`, () => fetchSimilar(caseId))
  if (!answer || answer.length === 0) return null
  return (
    <section className="card similar" aria-labelledby="similar-title">
      <h2 id="similar-title">本单位办过的同一事项</h2>
      <ul>
        {answer.map((one) => (
          <li key={one.number}>
            <strong>
              {OUTCOMES[one.outcome]}
            </strong>　{dayText(one.decidedOn, today)}，用 {one.workingDays} 个工作日　<span className="faded">{one.number} {one.applicant}</span>
            {one.opinion !== null && <p>{one.opinion}</p>}
          </li>
        ))}
      </ul>
    </section>
  )
}
