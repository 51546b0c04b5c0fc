import { Alert } from 'antd'
import type { Trouble } from '../api/trouble.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'

/** How the last thing that was sent went. */
export function SendingNote({ trouble, done }: { trouble: Trouble | undefined; done: string }) {
  if (trouble) return <TroubleNote trouble={trouble} />
  return done === '' ? null : <Alert type="success" showIcon role="status" title={done} />
}
