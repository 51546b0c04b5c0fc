import { useEffect, useState, type ComponentType } from 'react'

/**
 * A component whose code comes when it is first shown, or before if `ahead` was called. Not React's `lazy`: that shows its
 * fallback for a third of a second even when the code is already there.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let loaded: ComponentType<Props> | undefined
  const fetchOnce = async () => { loaded ??= await load() }
  function Later(props: Props) {
    const [state, setState] = useState(loaded ? 'there' : 'coming')
    useEffect(() => {
      if (state === 'coming') void fetchOnce().then(() => setState('there'), () => setState('gone'))
    }, [state])
    if (state === 'gone') return <p role="alert" className="empty">这一页没有取到：可能断了网，也可能系统刚刚更新。请按 F5 刷新。</p>
    const Loaded = loaded
    return Loaded ? <Loaded {...props} /> : <p className="waiting">正在打开……</p>
  }
  return Object.assign(Later, { ahead: () => whenIdle(fetchOnce) })
}

/** Once the browser has nothing better to do; a failure shows when the code is needed. */
function whenIdle(work: () => Promise<void>): void {
  const begin = () => void work().catch(() => undefined)
  // Safari has no idle callback.
  if ('requestIdleCallback' in window) window.requestIdleCallback(begin)
  else setTimeout(begin, LATER_MILLISECONDS)
}

const LATER_MILLISECONDS = 300
