import { RangeBar } from './range-bar.tsx'
import type { RankedRow, ScorePart } from './types.ts'
import { CRITERION_WORDS, earnedText, numberText } from './words.ts'

/** Every part of a total: from what, how it was made even, what was counted, and how many points that is. */
export function ScoreParts({ row: { name, parts, total } }: { row: RankedRow }) {
  return (
    <div className="wide-table" role="region" aria-label={`${name}的每一分`} tabIndex={0}>
      <table className="plain-table">
        <caption>{name}{total === null ? '：没有总分' : `：总分 ${numberText(total)}`}</caption>
        <thead>
          <tr>
            <th scope="col">标准</th>
            <th scope="col">原来的数</th>
            <th scope="col">同样事项别人</th>
            <th scope="col">拉平以后</th>
            <th scope="col">范围（95%）</th>
            <th scope="col">怎样算的</th>
            <th scope="col" className="figure">得分</th>
          </tr>
        </thead>
        <tbody>{parts.map((part) => <Row key={part.criterion} part={part} />)}</tbody>
      </table>
    </div>
  )
}

function Row({ part }: { part: ScorePart }) {
  const { name, by, n, raw, expected, adjusted, low, high, counted, words, points, scores } = part
  const show = (value: number | null) => (value === null ? '—' : `${numberText(value)}%`)
  return (
    <tr>
      <th scope="row">{name}<span className="second">{CRITERION_WORDS[by]}</span></th>
      <td>{by === 'measured' ? <>{show(raw)}<span className="second">{n ?? 0} 件</span></> : '—'}</td>
      <td>{show(expected)}</td>
      <td>{show(adjusted)}</td>
      <td>{by === 'measured' ? <RangeBar low={low} high={high} at={counted} unit="%" /> : '—'}</td>
      <td className="award-words">
        {words}
        {scores && scores.length > 0 && (
          <span className="second">
            {scores.map((score, at) => <span key={at}>{at > 0 && '、'}{score.dropped ? <><s>{score.points}</s>（去掉）</> : score.points}</span>)}
          </span>
        )}
      </td>
      <td className="figure"><strong>{earnedText(part)}</strong>{points !== null && <span className="second">{numberText(points)} 分</span>}</td>
    </tr>
  )
}
