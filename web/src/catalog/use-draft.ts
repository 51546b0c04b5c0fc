import { useRef, useState } from 'react'
import { useSending } from '../people/use-sending.ts'
import { discardDraft, fetchDraft, fetchHistory, publishDraft, saveDraft, type Draft, type Fields } from './calls.ts'
import { forgetKept, keptFor, useKeeping } from './kept-changes.ts'
import { mergedOf } from './merge.ts'
import { useUndo } from './use-undo.ts'

/** What somebody else has saved meanwhile, and what one has written oneself since both began. */
export interface Clash { draft: Draft; base: Fields; mine: Fields }

/** The draft one works on: what is typed, what was saved, and what may be done with it. */
export function useDraft(loaded: Draft, done: (words: string) => void) {
  const { code } = loaded
  const work = useUndo(() => { const kept = keptFor(code); return kept?.edition === loaded.edition ? kept.item : loaded.item })
  const { item } = work
  const [isRestored] = useState(item !== loaded.item)
  const [saved, setSaved] = useState(loaded)
  const { theirs, look, join, known } = useClash(loaded, work, setSaved)
  const [newest, setNewest] = useState<number>()
  const sending = useSending()
  const isChanged = item !== saved.item
  useKeeping(code, isChanged, theirs ? null : { edition: saved.edition, base: saved.item, item })

  const keep = async (baseVersion?: number): Promise<Draft> => {
    const answer = await saveDraft(code, { edition: saved.edition, item, ...(baseVersion !== undefined && { baseVersion }) })
    known.current = answer.edition
    setSaved({ ...answer, item })
    return answer
  }
  const leave = (words: string) => { forgetKept(code); done(words) }
  const save = async () => { if (!await sending.send(() => keep(), '草稿已保存。群众看到的还是原来的一版')) await look(saved, item) }
  const publish = async () => {
    const isOut = await sending.send(async () => {
      const { edition } = isChanged || saved.edition === 0 ? await keep() : saved
      const { version } = await publishDraft(code, edition)
      leave(`已发布第 ${version} 版。在办的办件照原来的一版办完`)
    })
    if (isOut) return
    setNewest(await newestVersion(code))
    await look(saved, item)
  }
  const overtakenBy = newest !== undefined && newest > saved.baseVersion ? newest : undefined
  const goOn = () => sending.send(() => keep(overtakenBy), `现在从第 ${overtakenBy} 版接着写，可以发布`)
  const discard = () => sending.send(async () => { await discardDraft(code, saved.edition); leave('草稿已放弃') })
  const joinThem = (whose: 'mine' | 'theirs') => { join(whose); sending.clear() }
  return { ...work, ...sending, saved, isChanged, isRestored, save, publish, discard, overtakenBy, goOn, theirs, join: joinThem, leave }
}

/** Two at the same draft: the second is shown what the first has saved, and goes on from there with both. */
function useClash(loaded: Draft, work: ReturnType<typeof useUndo>, setSaved: (draft: Draft) => void) {
  const [theirs, setTheirs] = useState<Clash | undefined>(() => {
    // Somebody else has saved since these changes were kept.
    const kept = keptFor(loaded.code)
    return kept && kept.edition !== loaded.edition ? { draft: loaded, base: kept.base, mine: kept.item } : undefined
  })
  // Which edition is known here: what comes after it was saved by somebody else.
  const known = useRef(loaded.edition)
  const look = async (saved: Draft, mine: Fields) => {
    const draft = await fetchDraft(loaded.code).catch(() => undefined)
    if (draft && draft.edition !== known.current) setTheirs({ draft, base: saved.item, mine })
  }
  const join = (whose: 'mine' | 'theirs') => {
    if (!theirs) return
    known.current = theirs.draft.edition
    setSaved(theirs.draft)
    work.put(mergedOf(theirs.base, theirs.draft.item, theirs.mine, whose).item)
    setTheirs(undefined)
  }
  return { theirs, look, join, known }
}

/** What was published last; when it cannot be asked for, what stands on the page is enough. */
async function newestVersion(code: string): Promise<number | undefined> {
  const history = await fetchHistory(code).catch(() => undefined)
  return history && Math.max(0, ...history.versions.map(({ version }) => version))
}
