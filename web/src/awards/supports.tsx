import { momentText } from '../kit/days.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import type { Support } from './types.ts'
import { NOMINATOR_WORDS } from './words.ts'

/** What those who nominated her say. */
export function Supports({ supports }: { supports: readonly Support[] }) {
  return (
    <section className="card award-part" aria-labelledby="supports-title">
      <h2 id="supports-title">推荐（{supports.length} 份）</h2>
      {supports.map(({ kind, by, words, caseId, caseNumber, at }) => (
        <div key={`${kind} ${at}`} className="award-support">
          <p><strong>{NOMINATOR_WORDS[kind]}</strong>{by !== null && `　${by}`}<span className="faded">　{momentText(at)}</span></p>
          {words === '' ? <p className="faded">写了什么，由审查的人看。</p> : <blockquote>{words}</blockquote>}
          {caseNumber !== null && <p>说的是办件 {caseId === null ? caseNumber : <Link href={caseAddress(caseId)}>{caseNumber}</Link>}</p>}
        </div>
      ))}
    </section>
  )
}
