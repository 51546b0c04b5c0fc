import { Button, Input } from 'antd'
import { changed, freeId, moved, replaced, type Parts, type Situation } from './item-shape.ts'
import { usesOf, withoutOption, withoutQuestion } from './decision-rows.ts'

interface QuestionListProps { parts: Parts; change: (parts: Parts) => void }

const OPTIONS_MIN = 2
const OPTIONS_MAX = 12

/** The questions people are asked, one on a page, with the answers they may choose. */
export function QuestionList({ parts, change }: QuestionListProps) {
  const { situations } = parts
  const add = () => {
    const id = freeId('q', situations.map((one) => one.id))
    change({ ...parts, situations: [...situations, { id, question: '', options: [{ id: 'o1', label: '是' }, { id: 'o2', label: '否' }] }] })
  }
  return (
    <section className="card" aria-label="问题">
      <h2>问题（{situations.length}）</h2>
      <p className="faded">一页问一个，按这里的次序。回答决定要交的材料、要填的内容和时限，在下面的表里勾选。</p>
      <ol className="part-cards">
        {situations.map((situation, at) => <li key={situation.id}><Question situation={situation} at={at} parts={parts} change={change} /></li>)}
      </ol>
      <Button disabled={situations.length >= 20} onClick={add}>增加一个问题</Button>
    </section>
  )
}

function Question({ situation, at, parts, change }: QuestionListProps & { situation: Situation; at: number }) {
  const { id, question, options, help } = situation
  const put = (next: Situation) => change({ ...parts, situations: replaced(parts.situations, at, next) })
  const shift = (by: number) => change({ ...parts, situations: moved(parts.situations, at, by) })
  const title = `问题 ${at + 1}`
  const addOption = () => put({ ...situation, options: [...options, { id: freeId('o', options.map((one) => one.id)), label: '' }] })
  return (
    <fieldset className="part-card">
      <legend>{title}</legend>
      <label className="part-field">
        问什么<Input value={question} maxLength={200} onChange={({ target }) => put({ ...situation, question: target.value })} />
      </label>
      <label className="part-field">
        说明（选填）
        <Input
          value={help ?? ''} maxLength={500} onChange={({ target }) => put(changed(situation, { help: target.value === '' ? undefined : target.value }))}
        />
      </label>
      <ul className="options">
        {options.map((option, place) => (
          <Option
            key={option.id} title={title} option={option} place={place} put={(next) => put({ ...situation, options: next })} options={options}
            removal={{ uses: usesOf(parts, id, option.id), remove: () => change(withoutOption(parts, id, option.id)) }}
          />
        ))}
      </ul>
      <div className="acts">
        <Button size="small" disabled={options.length >= OPTIONS_MAX} onClick={addOption}>{title}加一个选项</Button>
        <Button size="small" disabled={at === 0} onClick={() => shift(-1)} aria-label={`${title}上移`}>上移</Button>
        <Button size="small" disabled={at === parts.situations.length - 1} onClick={() => shift(1)} aria-label={`${title}下移`}>下移</Button>
        <Button size="small" danger onClick={() => change(withoutQuestion(parts, id))}>
          <span className="unseen">{title} </span>{deletion('删去这个问题', usesOf(parts, id))}
        </Button>
      </div>
    </fieldset>
  )
}

interface OptionProps {
  title: string
  option: Situation['options'][number]
  options: Situation['options']
  place: number
  put: (options: Situation['options']) => void
  /** How many rows of the decision table ask for this answer. */
  removal: { uses: number; remove: () => void }
}

function Option({ title, option, options, place, put, removal }: OptionProps) {
  const name = `${title}选项 ${place + 1}`
  return (
    <li className="acts">
      <Input
        className="option-label" aria-label={name} value={option.label} maxLength={100}
        onChange={({ target }) => put(replaced(options, place, { ...option, label: target.value }))}
      />
      <Input
        className="option-help" aria-label={`${name} 的说明`} placeholder="说明（选填）" value={option.help ?? ''} maxLength={300}
        onChange={({ target }) => put(replaced(options, place, changed(option, { help: target.value === '' ? undefined : target.value })))}
      />
      <Button size="small" disabled={place === 0} onClick={() => put(moved(options, place, -1))} aria-label={`${name} 上移`}>上移</Button>
      <Button size="small" danger disabled={options.length <= OPTIONS_MIN} onClick={removal.remove}>
        <span className="unseen">{name} </span>{deletion('删去', removal.uses)}
      </Button>
    </li>
  )
}

const deletion = (words: string, uses: number): string => (uses > 0 ? `${words}（${uses} 行勾着它）` : words)
