import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { fetchOne, type OneIndicator, type Part } from './calls.ts'
import { askedOf, viewAddress } from './doors.ts'
import { LevelMark } from './level-mark.tsx'
import { PeopleCard } from './people-card.tsx'
import { RankingTable } from './ranking-table.tsx'
import { TrendChart } from './trend-chart.tsx'
import { numberText, rangeText, valueText } from './value-text.ts'

/** One indicator: what it says, what it is made of, how it has gone, and who stands where. */
export function IndicatorDesk({ id, asked }: { id: string; asked: URLSearchParams }) {
  const query = askedOf(asked, ['by'])
  const { answer, trouble, reload } = useLoaded(`${id}?${query}`, () => fetchOne(id, query))
  const organisation = asked.get('organisation')
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="faded" role="status">正在读取……</p>
  return (
    <>
      <Head one={answer} asked={asked} />
      <TrendChart points={answer.trend} unit={answer.indicator.unit} name={answer.indicator.name} />
      {organisation === null && <RankingTable one={answer} asked={asked} minimum="件数少于 30 的不排名（默认值，可改）" />}
      {organisation !== null && <PeopleCard organisation={organisation} asked={asked} />}
    </>
  )
}

function Head({ one, asked }: { one: OneIndicator; asked: URLSearchParams }) {
  const { indicator, definition, opens } = one
  const doorTo = (part: 'numerator' | 'denominator') =>
    (opens[part] ? viewAddress(asked, { ...scope(asked), indicator: indicator.id, part }) : null)
  return (
    <section className="card indicator-head" aria-labelledby="indicator-title">
      <h2 id="indicator-title">{indicator.id} {indicator.name}</h2>
      {indicator.missing !== null && <p className="empty">{indicator.missing}</p>}
      {indicator.missing === null && (
        <p className="indicator-value">
          <b>{valueText(indicator)}</b> {indicator.value !== null && <LevelMark level={indicator.level} word={indicator.levelWord} />}
          {indicator.range && <span className="faded">95% 范围 {rangeText(indicator.range, indicator.unit)}</span>}
        </p>
      )}
      <dl className="facts">
        <PartRow label={definition.denominator ? '分子' : '数的是'} part={definition.numerator} count={indicator.numerator} door={doorTo('numerator')} />
        {definition.denominator && <PartRow label="分母" part={definition.denominator} count={indicator.denominator ?? 0} door={doorTo('denominator')} />}
        <dt>门槛</dt><dd>{thresholdText(definition.thresholds)}；{indicator.basis}；{definition.effectiveFrom} 起</dd>
        {indicator.note !== undefined && <><dt>口径</dt><dd>{indicator.note}</dd></>}
      </dl>
    </section>
  )
}

function scope(asked: URLSearchParams): Record<string, string> {
  return Object.fromEntries(
    ['organisation', 'item', 'place', 'window'].flatMap((name) => { const value = asked.get(name); return value === null ? [] : [[name, value]] }),
  )
}

function PartRow({ label, part, count, door }: { label: string; part: Part; count: number; door: string | null }) {
  const elsewhere = part.terms.find(({ opensAt }) => opensAt !== null)?.opensAt
  return (
    <>
      <dt>{label}</dt>
      <dd>
        {part.name}：{door === null ? <b>{numberText(count)}</b> : <Link href={door}>{numberText(count)}（打开办件）</Link>}
        {part.terms.map((term) => <Term key={term.measure + String(term.times)} term={term} />)}
        {elsewhere !== undefined && elsewhere !== null && <Link className="second" href={elsewhere}>在另一页看清单</Link>}
      </dd>
    </>
  )
}

function Term({ term: { times, label, meaning, source } }: { term: Part['terms'][number] }) {
  return (
    <span className="second">
      {times < 0 ? '减去' : ''}{times !== 1 && times !== -1 ? ` ${Math.abs(times)} 倍` : ''} {label}
      {meaning !== '' && meaning !== label && `：${meaning}`}。来源：{source}
    </span>
  )
}

const SIGNS: Readonly<Record<string, string>> = { '>=': '不低于 ', '<=': '不高于 ', '==': '等于 ', '>': '高于 ', '<': '低于 ' }

function thresholdText({ green, yellow, red }: OneIndicator['definition']['thresholds']): string {
  const words = (condition: string): string => condition.replace(/(>=|<=|==|>|<)/g, (sign) => SIGNS[sign] ?? sign).replace(/(\d) /g, '$1 且')
  const parts = [['正常', green], ['预警', yellow], ['告警', red]].flatMap(([word, condition]) => (condition === undefined ? [] : [`${word}：${words(condition)}`]))
  return parts.length === 0 ? '不评级，只看变化' : parts.join('；')
}
