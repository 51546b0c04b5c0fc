import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { fetchListing, type Indicator, type Level, type Listing } from './calls.ts'
import { askedOf, viewAddress } from './doors.ts'
import { LevelMark } from './level-mark.tsx'
import { partsText, rangeText, valueText } from './value-text.ts'

/** All indicators by group, with their values; what is not connected says why. */
export function IndicatorsTab({ asked }: { asked: URLSearchParams }) {
  const query = askedOf(asked)
  const { answer, trouble, reload } = useLoaded(query, () => fetchListing(query))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="faded" role="status">正在读取……</p>
  return (
    <>
      <Summary listing={answer} />
      {answer.groups.map((group) => <Group key={group} group={group} asked={asked} indicators={answer.indicators.filter((one) => one.group === group)} />)}
      <p className="faded">{answer.from} 至 {answer.to}，截至 {momentText(answer.asOf)}。范围是 95% 的 Wilson 区间：件数越少越宽。没有查到正式文本的门槛是默认值，可以按区里的规定改。</p>
    </>
  )
}

const WORDS: Readonly<Record<Level, string>> = { red: '告警', yellow: '预警', green: '正常' }

function Summary({ listing: { indicators } }: { listing: Listing }) {
  const count = (test: (one: Indicator) => boolean): number => indicators.filter(test).length
  return (
    <ul className="level-counts" aria-label="各等级的指标数">
      {(['red', 'yellow', 'green'] as const).map((level) => (
        <li key={level} className="card"><LevelMark level={level} word={WORDS[level]} /><b>{count((one) => one.level === level)} 项</b></li>
      ))}
      <li className="card"><span className="faded">还没有接入来源</span><b>{count(({ missing }) => missing?.startsWith('未接入') === true)} 项</b></li>
    </ul>
  )
}

function Group({ group, indicators, asked }: { group: string; indicators: readonly Indicator[]; asked: URLSearchParams }) {
  const [counted, missing] = [indicators.filter((one) => one.missing === null), indicators.filter((one) => one.missing !== null)]
  return (
    <section className="card" aria-labelledby={`group-${group}`}>
      <h2 id={`group-${group}`}>{group}</h2>
      {counted.length > 0 && (
        <div className="wide-table" role="region" aria-label={`${group}的指标`} tabIndex={0}>
          <table className="plain-table indicator-table">
            <thead><tr>
              <th scope="col">指标</th><th scope="col" className="figure">值</th><th scope="col" className="figure">95% 范围</th>
              <th scope="col" className="figure">怎样算来</th><th scope="col">等级</th><th scope="col">门槛的依据</th>
            </tr></thead>
            <tbody>{counted.map((one) => <Row key={one.id} one={one} asked={asked} />)}</tbody>
          </table>
        </div>
      )}
      {missing.length > 0 && (
        <details className="missing" open={counted.length === 0}>
          <summary>没有数的 {missing.length} 项，和为什么</summary>
          <ul>{missing.map(({ id, name, missing: why }) => <li key={id}><b>{id} {name}</b>：{why}</li>)}</ul>
        </details>
      )}
    </section>
  )
}

function Row({ one, asked }: { one: Indicator; asked: URLSearchParams }) {
  return (
    <tr>
      <th scope="row"><Link href={viewAddress(asked, { indicator: one.id })}>{one.name}</Link><span className="second">{one.id}</span></th>
      <td className="figure"><b>{valueText(one)}</b></td>
      <td className="figure">{rangeText(one.range, one.unit)}{one.isSmall && one.value !== null && <span className="second">件数少</span>}</td>
      <td className="figure">{partsText(one)}</td>
      <td>{one.value === null ? <span className="faded">这一段没有</span> : <LevelMark level={one.level} word={one.levelWord} />}</td>
      <td>{one.basis}</td>
    </tr>
  )
}
