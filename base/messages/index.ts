/** Messages to people: the inbox, and by the quiet rules what of it goes out as a short message. */
import { defineModule } from '#kernel'
import { outwardRounds } from './outbox-rounds.ts'
import { remindStaff } from './reminders/staff-todo.ts'
import { remindOfTurn } from './reminders/their-turn.ts'

export { inboxOf, markRead, tell, unreadOf, type Message, type Notice } from './messages.ts'
export { smsConfig } from './outbox-rounds.ts'
export { choosePreference, Preference, preferenceOf, STATUTORY_WHY, WANTS } from './outward/preferences.ts'
export { messageRoutes } from './routes.ts'
export { seedDemoMessages } from './seed-demo.ts'
export { listSms, recentSmsOf, resendAllSms, resendSms, SMS_PAGE_MAX, SMS_STATE_WORDS, SMS_STATES, smsDepth, type OwnSms, type SmsRow, type SmsState } from './sms/outbox.ts'

/** Its work beside requests: planning and sending, and the reminders of each day. */
export const messaging = defineModule({ name: 'messages', measure: '十六', rounds: outwardRounds, daily: [remindOfTurn, remindStaff] })
