import { Button, Input } from 'antd'
import type { FieldFault } from '../api/trouble.ts'
import { moved } from '../catalog/item-shape.ts'
import { PlainSelect } from '../kit/plain-select.tsx'
import { changed, faultAt, withCriterion, without, withVote } from './scheme-shape.ts'
import { TypedNumber } from './typed-number.tsx'
import type { Criterion, MeasureId, Scheme, Schemes } from './types.ts'
import { CRITERION_WORDS, weightGap } from './words.ts'

const CRITERIA_MAX = 12

export interface PartProps { scheme: Scheme; known: Schemes; faults: readonly FieldFault[]; today: string; set: (change: (scheme: Scheme) => Scheme) => void }

/** What is counted and how much, and what decides where two are the same. */
export function CriteriaPart(props: PartProps) {
  const { scheme, known, faults, set, today } = props
  const isFull = scheme.criteria.length >= CRITERIA_MAX
  return (
    <section className="card award-part" aria-labelledby="criteria-title">
      <h2 id="criteria-title">标准和权重</h2>
      <p className="faded">系统取数的由办件、评价算出，打开看得到每一件；评委打分的每人给 0—100 分；投票的看票数。各项的分乘权重，合计满分 100。</p>
      <WeightLine criteria={scheme.criteria} />
      <Fault words={faultAt(faults, 'criteria', { isDeep: false })} />
      {scheme.criteria.map((one, at) => <Row key={one.id} one={one} at={at} {...props} />)}
      <div className="award-acts">
        <Button disabled={isFull} onClick={() => set((now) => withCriterion(now, 'measured', known.measures))}>再加一项系统取数</Button>
        <Button disabled={isFull} onClick={() => set((now) => withCriterion(now, 'panel', known.measures))}>再加一项评委打分</Button>
        {scheme.vote === null && <Button disabled={isFull} onClick={() => set((now) => withVote(now, true, today))}>加上投票</Button>}
      </div>
      <TieBreakers {...props} />
    </section>
  )
}

/** The weights as one bar, and in words what is missing or too much. */
function WeightLine({ criteria }: { criteria: readonly Criterion[] }) {
  const { total, words } = weightGap(criteria)
  return (
    <p role="status" className={total === 100 ? 'award-weight' : 'award-weight late'}>
      <span className="award-bar" aria-hidden="true">
        {criteria.map(({ id, weight }) => <span key={id} style={{ flexGrow: Number.isFinite(weight) ? weight : 0 }} />)}
      </span>
      <span><span aria-hidden="true">{total === 100 ? '✓' : '▲'} </span>权重合计 <strong>{total}</strong>，{words}</span>
    </p>
  )
}

export function Fault({ words }: { words: string | undefined }) {
  return words === undefined ? null : <p className="field-fault"><span aria-hidden="true">▲ </span>{words}</p>
}

function Row({ one, at, scheme, known, faults, set }: PartProps & { one: Criterion; at: number }) {
  const name = one.name === '' ? `第 ${at + 1} 项` : one.name
  const put = (changes: Parameters<typeof changed>[2]) => set((now) => changed(now, one.id, changes))
  const remove = () => set((now) => (one.by === 'vote' ? withVote(now, false, '') : without(now, one.id)))
  const fault = faultAt(faults, `criteria.${at}`)
  return (
    <fieldset className={fault === undefined ? 'award-criterion' : 'award-criterion field-faulty'}>
      <legend>{CRITERION_WORDS[one.by]}：{name}</legend>
      <div className="award-fields">
        <label className="award-wide">名称<Input value={one.name} maxLength={40} onChange={({ target }) => put({ name: target.value })} /></label>
        <label>权重<TypedNumber value={one.weight} set={(weight) => put({ weight })} maximum={100} label={`${name}的权重`} /></label>
        {one.by === 'measured' && <Measured one={one} name={name} known={known} put={put} />}
        {one.by === 'panel' && (
          <label className="award-wide">怎样打分<Input value={one.guide} maxLength={300} onChange={({ target }) => put({ guide: target.value })} /></label>
        )}
        <label className="award-wide">依据<Input value={one.basis} maxLength={300} onChange={({ target }) => put({ basis: target.value })} /></label>
      </div>
      <Fault words={fault} />
      <div className="award-acts">
        <Button size="small" disabled={at === 0} aria-label={`${name}上移`} onClick={() => set((now) => ({ ...now, criteria: moved(scheme.criteria, at, -1) }))}>
          上移
        </Button>
        <Button size="small" danger aria-label={`去掉${name}`} onClick={remove}>去掉</Button>
      </div>
    </fieldset>
  )
}

interface MeasuredProps { one: Extract<Criterion, { by: 'measured' }>; name: string; known: Schemes; put: (changes: Parameters<typeof changed>[2]) => void }

function Measured({ one, name, known: { measures }, put }: MeasuredProps) {
  const measure = measures.find(({ id }) => id === one.measure)
  const isKnown = (value: string | undefined): value is MeasureId => measures.some(({ id }) => id === value)
  return (
    <>
      <label className="award-wide">
        口径
        <PlainSelect
          id={`${one.id}-measure`}
          value={one.measure}
          set={(value) => {
            if (isKnown(value)) put({ measure: value })
          }}
          options={measures.map(({ id, label }) => ({ value: id, label }))}
        />
      </label>
      <label>
        到多少得 100 分（%）
        <TypedNumber value={one.full} set={(full) => put({ full })} label={`${name}得 100 分的值`} />
      </label>
      <label>
        到多少得 0 分（%）
        <TypedNumber value={one.zero} set={(zero) => put({ zero })} label={`${name}得 0 分的值`} />
      </label>
      <label>
        样本不少于（件）
        <TypedNumber value={one.sampleMin} set={(sampleMin) => put({ sampleMin })} minimum={1} label={`${name}的样本下限`} />
      </label>
      {measure && (
        <p className="award-all faded">
          {measure.counts}。难易怎样拉平：{measure.adjusted}。样本少怎样办：{measure.guard}；不到下限的不排名。
        </p>
      )}
    </>
  )
}

function TieBreakers({ scheme: { criteria, tieBreakers }, faults, set }: PartProps) {
  const nameOf = (id: string) => criteria.find((one) => one.id === id)?.name ?? id
  const put = (next: string[]) => set((now) => ({ ...now, tieBreakers: next }))
  const left = criteria.filter(({ id }) => !tieBreakers.includes(id))
  return (
    <div className="award-ties">
      <h3>总分一样时，依次比</h3>
      <ol>
        {tieBreakers.map((id, at) => (
          <li key={id}>
            {nameOf(id)}{'　'}
            <Button size="small" disabled={at === 0} aria-label={`同分时比的${nameOf(id)}上移`} onClick={() => put(moved(tieBreakers, at, -1))}>
              上移
            </Button>{' '}
            <Button size="small" aria-label={`同分时去掉${nameOf(id)}`} onClick={() => put(tieBreakers.filter((one) => one !== id))}>
              去掉
            </Button>
          </li>
        ))}
      </ol>
      {tieBreakers.length === 0 && <p className="faded">没有写。总分一样就是并列。</p>}
      {left.length > 0 && (
        <label>
          再比一项
          <PlainSelect
            id="tie-more"
            value={undefined}
            set={(id) => {
              if (id !== undefined) put([...tieBreakers, id])
            }}
            options={left.map(({ id, name }) => ({ value: id, label: name }))}
            none="请选择"
          />
        </label>
      )}
      <p className="faded">比完都一样就是并列，写明为什么并列，从不抽签。</p>
      <Fault words={faultAt(faults, 'tieBreakers')} />
    </div>
  )
}
