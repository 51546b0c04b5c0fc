import type { Assessment, Figure, IndicatorRule, Unit } from './calls.ts'
import { CaseLink } from '../governance/case-outline.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { AppealForm } from './appeal-form.tsx'
import { CorrectForm } from './correct-form.tsx'
import { figureWords, rangeWords, rankWords } from './words.ts'

/** Who has the room of the figures as they are now. */
const FIGURE_READERS: readonly string[] = ['supervisor', 'leader', 'bureau']

interface UnitProps { assessment: Assessment; unit: Unit; roles: readonly string[]; again: () => Promise<void> }

/** One unit with every figure: how much, of how many, how sure, for what weight; and what may be said against it. */
export function UnitFigures({ assessment, unit, roles, again }: UnitProps) {
  const { scheme, version, own, appealUntil, today } = assessment
  const mayAppeal = roles.includes('approver') && own === unit.organisation && version > 0 && appealUntil !== null && today <= appealUntil
  // The locked figure stays; behind the door are the figure as it is now and the cases it counts.
  const mayOpen = roles.some((role) => FIGURE_READERS.includes(role))
  const doorOf = (code: string) => (mayOpen ? roomAddress('efficiency', `indicator=${code}&organisation=${unit.organisation}`) : undefined)
  return (
    <>
      <Standing unit={unit} />
      <div className="wide-table" role="region" aria-label={`${unit.name}的各项指标`} tabIndex={0}>
        <table className="plain-table">
          <caption>{unit.name}的各项指标</caption>
          <thead><tr>
            <th scope="col">指标</th><th scope="col" className="figure">数值</th><th scope="col" className="figure">区间</th>
            <th scope="col" className="figure">样本</th><th scope="col" className="figure">权重</th><th scope="col">100 分 / 60 分 / 0 分</th>
            <th scope="col">计分</th>{mayOpen && <th scope="col">打开</th>}
          </tr></thead>
          <tbody>{scheme.indicators.map((rule) => <Row key={rule.code} rule={rule} figure={unit.values[rule.code]} door={doorOf(rule.code)} />)}</tbody>
        </table>
      </div>
      {mayAppeal && <AppealForm assessment={assessment} unit={unit} again={again} />}
      {roles.includes('supervisor') && version > 0 && <CorrectForm assessment={assessment} unit={unit} again={again} />}
    </>
  )
}

function Standing({ unit }: { unit: Unit }) {
  const { score, low, high, grade, words, rectification } = unit
  return (
    <p>
      得分 <strong>{score === null ? '—' : score.toFixed(1)}</strong>（{rangeWords(low, high)}）　等次 <strong>{grade ?? '不评'}</strong>　名次 {rankWords(unit)}
      {words !== '' && `　${words}`}
      {rectification !== null && <>　已开整改 <CaseLink caseId={rectification.caseId}>{rectification.number}</CaseLink></>}
    </p>
  )
}

function Row({ rule, figure, door }: { rule: IndicatorRule; figure: Figure | undefined; door: string | undefined }) {
  const { code, name, formula, weight, unit, full, pass, zero, of } = rule
  return (
    <tr>
      <th scope="row">{name} <span className="faded">{code}</span><span className="second">{formula}</span></th>
      <td className="figure">
        {figure === undefined ? '没有' : figureWords(figure, rule)}
        {typeof figure?.part === 'number' && <span className="second">{figure.part} / {figure.n}</span>}
      </td>
      <td className="figure">{figure === undefined ? '—' : rangeWords(figure.low, figure.high)}</td>
      <td className="figure">{figure?.n ?? 0}<span className="second">{of}</span></td>
      <td className="figure">{weight}</td>
      <td>{full}{unit} / {pass}{unit} / {zero}{unit}</td>
      <td>{figure?.isCounted === true ? '✓ 计分' : '样本不足，不计分'}</td>
      {door !== undefined && <td className="unbroken"><Link href={door} aria-label={`${name}现在的数和办件`}>现在的数和办件</Link></td>}
    </tr>
  )
}
