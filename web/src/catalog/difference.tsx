import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchDifference } from './calls.ts'

interface Compared { code: string; from: number; edition: number; isChanged: boolean }

/** What the saved draft changes against the version it began from, one sentence each. */
export function Difference({ code, from, edition, isChanged }: Compared) {
  const { answer, trouble } = useLoaded(`${code} ${from} ${edition}`, async () =>
    (from === 0 ? { words: ['第一次发布，没有上一版可比'] } : await fetchDifference(code, from)))
  return (
    <section className="card" aria-label="与上一版比">
      <h2>草稿改了什么{from > 0 && `（与第 ${from} 版比）`}</h2>
      {isChanged && <p className="faded">只比已经保存的内容；先保存草稿，再看这里。</p>}
      {trouble && <TroubleNote trouble={trouble} />}
      {answer?.words.length === 0 && <p>没有改动。</p>}
      <ul className="changes">{answer?.words.map((words) => <li key={words}>{words}</li>)}</ul>
    </section>
  )
}
