import { useState } from 'react'
import { useSending } from '../people/use-sending.ts'
import { discardDraft, fetchHistory, publishDraft, saveDraft, type Draft, type Fields } from './calls.ts'

/** The draft one works on: what is typed, what was saved, and what may be done with it. */
export function useDraft(loaded: Draft, done: (words: string) => void) {
  const [saved, setSaved] = useState(loaded)
  const [item, setItem] = useState(loaded.item)
  const sending = useSending()
  const { code } = loaded
  const isChanged = item !== saved.item
  const [newest, setNewest] = useState<number>()
  const keep = async (baseVersion?: number): Promise<Draft> => {
    const answer = await saveDraft(code, { edition: saved.edition, item, ...(baseVersion !== undefined && { baseVersion }) })
    setSaved({ ...answer, item })
    return answer
  }
  const save = () => sending.send(() => keep(), '草稿已保存。群众看到的还是原来的一版')
  const publish = async () => {
    const isOut = await sending.send(async () => {
      const { edition } = isChanged || saved.edition === 0 ? await keep() : saved
      const { version } = await publishDraft(code, edition)
      done(`已发布第 ${version} 版。在办的办件照原来的一版办完`)
    })
    if (!isOut) setNewest(await newestVersion(code))
  }
  const overtakenBy = newest !== undefined && newest > saved.baseVersion ? newest : undefined
  const goOn = () => sending.send(() => keep(overtakenBy), `现在从第 ${overtakenBy} 版接着写，可以发布`)
  const discard = () => sending.send(async () => {
    await discardDraft(code, saved.edition)
    done('草稿已放弃')
  })
  return { saved, item, setItem: (next: Fields) => setItem(next), isChanged, save, publish, discard, overtakenBy, goOn, ...sending }
}

/** What was published last; when it cannot be asked for, what stands on the page is enough. */
async function newestVersion(code: string): Promise<number | undefined> {
  const history = await fetchHistory(code).catch(() => undefined)
  return history && Math.max(0, ...history.versions.map(({ version }) => version))
}
