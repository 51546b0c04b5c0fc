import { useEffect, useRef, type ReactNode } from 'react'
import { pageAt, type Doorway } from '../leader/doorway.ts'
import { go } from '../shell/router.ts'

/** What has been opened lies over the screen; Escape or 关上 goes back. */
export function Overlay({ title, doorway, children }: { title: string; doorway: Doorway; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => { if (dialog.current?.open === false) dialog.current.showModal() }, [])
  const close = () => go(pageAt(doorway))
  return (
    <dialog ref={dialog} className="overlay" aria-label={title} onCancel={(event) => { event.preventDefault(); close() }}>
      <button type="button" className="overlay-close" onClick={close}>关上（Esc）</button>
      {children}
    </dialog>
  )
}
