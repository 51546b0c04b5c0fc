import { Alert } from 'antd'
import { momentText } from '../kit/days.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchOwnResets } from './calls.ts'

/** What the administrators have done to one's own keys in the last three months. */
export function OwnResets() {
  const { answer } = useLoaded('own-resets', fetchOwnResets)
  if (!answer || answer.resets.length === 0) return null
  const lines = answer.resets.map(({ keys, at, askedBy, confirmedBy, reason }) => (
    <li key={at}>{momentText(at)} {keys === 'password' ? '重置密码' : '解除动态码'}：{askedBy}申请，{confirmedBy}确认。原因：{reason}</li>
  ))
  return <Alert type="warning" showIcon role="status" title="您的密码或动态码被重置过；不是您要求的，请马上告诉审计管理员" description={<ul>{lines}</ul>} />
}
