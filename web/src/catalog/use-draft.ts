import { useState } from 'react'
import { useSending } from '../people/use-sending.ts'
import { discardDraft, publishDraft, saveDraft, type Draft, type Fields } from './calls.ts'

/** The draft one works on: what is typed, what was saved, and what may be done with it. */
export function useDraft(loaded: Draft, done: (words: string) => void) {
  const [saved, setSaved] = useState(loaded)
  const [item, setItem] = useState(loaded.item)
  const sending = useSending()
  const { code } = loaded
  const isChanged = item !== saved.item
  const keep = async (): Promise<Draft> => {
    const answer = await saveDraft(code, { edition: saved.edition, item })
    setSaved({ ...answer, item })
    return answer
  }
  const save = () => sending.send(keep, '草稿已保存。群众看到的还是原来的一版')
  const publish = () => sending.send(async () => {
    const { edition } = isChanged || saved.edition === 0 ? await keep() : saved
    const { version } = await publishDraft(code, edition)
    done(`已发布第 ${version} 版。在办的办件照原来的一版办完`)
  })
  const discard = () => sending.send(async () => {
    await discardDraft(code, saved.edition)
    done('草稿已放弃')
  })
  return { saved, item, setItem: (next: Fields) => setItem(next), isChanged, save, publish, discard, ...sending }
}
