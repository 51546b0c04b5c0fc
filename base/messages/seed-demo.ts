import { runSql, type Tx } from '#platform/database'
import { tell } from './messages.ts'

/** A number that can be dialled is nobody's to seed: in a demo nothing leaves the house, whatever is set. */
const DEMO_PHONE = '13000000000'

const DEMO_MESSAGES = [
  { recipient: 'demo-citizen', key: 'demo:welcome', title: '示例：这里是您的消息', body: '办件有新进展时，会在这里告诉您。要办的事和决定另外马上发短信，其余的一天合成一条；怎样提醒可以自己选。' },
  { recipient: 'demo-citizen', key: 'demo:closing', title: '示例：大厅临时调整', body: '演示用的通知：本周六大厅上午照常，下午不办公。' },
  { recipient: 'demo-window', key: 'demo:staff', title: '示例：提醒会出现在这里', body: '待办里有快到期或超期的，工作日早上提醒一次。' },
] as const

/** A few invented messages, so that a demo's inboxes are not empty. After the demo accounts; once. The number is sealed at start. */
export async function seedDemoMessages(tx: Tx, now: Date): Promise<void> {
  await runSql(tx, "update people.account set phone = $1 where id = 'demo-citizen' and phone is null", [DEMO_PHONE])
  for (const message of DEMO_MESSAGES) await tell(tx, { ...message, at: now, gist: '有一条通知' })
}
