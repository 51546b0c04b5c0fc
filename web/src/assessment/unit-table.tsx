import { CaseLink } from '../governance/case-outline.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import type { Assessment, Unit } from './calls.ts'
import { changeWords, rankWords } from './words.ts'

const GRADES = ['优秀', '良好', '合格', '不合格'] as const
/** A shape beside each word, so that the colour never stands alone. */
const SHAPES: Readonly<Record<string, string>> = { 优秀: '★', 良好: '●', 合格: '○', 不合格: '▲' }

/** Every unit with its score and the range it may lie in; those with too few cases stand last, without grade and rank. */
export function UnitTable({ assessment: { id, units, scheme } }: { assessment: Assessment }) {
  if (units.length === 0) return <p className="empty">这一期没有单位有可以考核的办件。</p>
  return (
    <>
      <p>
        {GRADES.map((grade) => `${SHAPES[grade]} ${grade} ${units.filter((unit) => unit.grade === grade).length} 个`).join('　')}　不评等次{' '}
        {units.filter(({ score }) => score === null).length} 个（样本不足）
      </p>
      <div className="wide-table" role="region" aria-label="各单位得分" tabIndex={0}>
        <table className="plain-table">
          <caption>各单位得分（满分 100，合格线 {scheme.grades.pass}）</caption>
          <thead>
            <tr>
              <th scope="col">单位</th>
              <th scope="col" className="figure">
                得分
              </th>
              <th scope="col">区间</th>
              <th scope="col">等次</th>
              <th scope="col">名次</th>
              <th scope="col" className="figure">
                比上期
              </th>
              <th scope="col">说明</th>
            </tr>
          </thead>
          <tbody>
            {units.map((unit) => (
              <Row key={unit.organisation} id={id} unit={unit} pass={scheme.grades.pass} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  )
}

function Row({ id, unit, pass }: { id: string; unit: Unit; pass: number }) {
  const { organisation, name, score, low, high, grade, change, words, rectification } = unit
  return (
    <tr>
      <th scope="row">
        <Link href={roomAddress('assessment', `id=${id}&unit=${organisation}`)}>{name}</Link>
      </th>
      <td className="figure">{score === null ? '—' : <strong>{score.toFixed(1)}</strong>}</td>
      <td>{score === null || low === null || high === null ? '—' : <Range score={score} low={low} high={high} pass={pass} />}</td>
      <td className={grade === '不合格' ? 'late unbroken' : 'unbroken'}>
        {grade === null ? (
          '不评'
        ) : (
          <>
            <span aria-hidden="true">{SHAPES[grade]} </span>
            {grade}
          </>
        )}
      </td>
      <td className="unbroken">{rankWords(unit)}</td>
      <td className="figure">{changeWords(change)}</td>
      <td className="assessment-words">
        {words}
        {rectification !== null && (
          <span className="second">
            整改 <CaseLink caseId={rectification.caseId}>{rectification.number}</CaseLink>
          </span>
        )}
      </td>
    </tr>
  )
}

/** The range as a line on 0 to 100 with the score as a point; the same in figures beside it. */
function Range({ score, low, high, pass }: { score: number; low: number; high: number; pass: number }) {
  return (
    <span className="assessment-range">
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <line className="ground" x1="0" x2="100" y1="6" y2="6" /><line className="pass" x1={pass} x2={pass} y1="0" y2="12" />
        <line className="spread" x1={low} x2={Math.max(high, low + 0.5)} y1="6" y2="6" /><line className="point" x1={score} x2={score} y1="1" y2="11" />
      </svg>
      <span className="unbroken">{low.toFixed(1)}—{high.toFixed(1)}</span>
    </span>
  )
}
