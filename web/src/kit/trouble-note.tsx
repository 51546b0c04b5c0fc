import { Alert, Button } from 'antd'
import type { Trouble } from '../api/trouble.ts'

/** What went wrong and what to do, with the number to tell the administrator. */
export function TroubleNote({ trouble, again }: { trouble: Trouble; again?: () => void }) {
  return (
    <Alert
      type="error" showIcon role="alert" title={trouble.message}
      description={trouble.code === 'fault' && trouble.traceId !== '' ? `编号 ${trouble.traceId}` : undefined}
      action={again && <Button size="small" onClick={again}>再试一次</Button>}
    />
  )
}
