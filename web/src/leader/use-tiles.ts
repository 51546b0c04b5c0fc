import { useCallback, useEffect, useRef, useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { useEvery } from '../kit/use-every.ts'
import { fetchTiles, type Tiles } from './calls.ts'

/** A step shows two seconds later at the latest: the server shows what is up to somewhat less than a second old (modules/screens/snapshots.ts). */
export const ASK_MILLISECONDS = 800

/** What is shown, kept up to date in place: the old numbers stay until the new ones are there, and an unchanged log changes nothing. */
export function useTiles(query: string): { tiles: Tiles | undefined; trouble: Trouble | undefined; reload: () => void } {
  const [state, setState] = useState<{ query: string; tiles: Tiles | undefined; trouble: Trouble | undefined }>({ query, tiles: undefined, trouble: undefined })
  const asking = useRef('')
  const known = useRef<{ query: string; version: string } | undefined>(undefined)
  const reload = useCallback(async () => {
    // One question at a time: a slow answer must not be overtaken by a queue of others.
    if (asking.current === query) return
    asking.current = query
    const since = known.current?.query === query ? `&since=${encodeURIComponent(known.current.version)}` : ''
    try {
      const tiles = await fetchTiles(`${query}${since}`)
      if (asking.current !== query) return
      if (tiles) known.current = { query, version: tiles.version }
      setState((before) => (tiles ? { query, tiles, trouble: undefined } : before.trouble ? { ...before, trouble: undefined } : before))
    } catch (thrown) {
      const trouble = troubleOf(thrown)
      setState((before) => ({ query, tiles: before.query === query ? before.tiles : undefined, trouble }))
    } finally {
      if (asking.current === query) asking.current = ''
    }
  }, [query])
  useEffect(() => { void reload() }, [reload])
  return { tiles: state.query === query ? state.tiles : undefined, trouble: state.query === query ? state.trouble : undefined, reload: () => void reload() }
}

/** Asks again and again while somebody looks. */
export function useLiveTiles(query: string): ReturnType<typeof useTiles> {
  const tiles = useTiles(query)
  useEvery(ASK_MILLISECONDS, tiles.reload)
  return tiles
}
