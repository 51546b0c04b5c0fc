import { Button } from 'antd'
import { useState } from 'react'
import { countPhrase, keepPhrase, fetchPhrases } from '../api/desk-calls.ts'
import { troubleOf } from '../api/trouble.ts'
import { useLoaded } from '../kit/use-loaded.ts'

interface PhrasesProps { item: string; step: string; value: string; set: (text: string) => void }

const SHOWN_MAX = 9

/** What this office usually writes here, most used first: pressed, it stands in the field. What was written can be kept for next time. */
export function Phrases({ item, step, value, set }: PhrasesProps) {
  const { answer, reload } = useLoaded(`phrases ${item} ${step}`, () => fetchPhrases(item, step))
  const [said, setSaid] = useState<string>()
  const phrases = (answer ?? []).slice(0, SHOWN_MAX)
  const isNew = value.trim() !== '' && !phrases.some(({ text }) => text === value.trim())
  const keep = async () => {
    await keepPhrase({ item, step, text: value.trim() }).then(() => setSaid('已存为常用意见'), (thrown: unknown) => setSaid(troubleOf(thrown).message))
    await reload()
  }
  return (
    <div className="phrases" role="group" aria-label="常用意见">
      {phrases.map(({ id, text }) => (
        <Button key={id} size="small" onClick={() => { set(text); void countPhrase(id).catch(() => undefined) }}>{text}</Button>
      ))}
      {isNew && <Button size="small" type="text" onClick={() => void keep()}>存为常用意见</Button>}
      {said !== undefined && <span role="status" className="faded">{said}</span>}
    </div>
  )
}
