/** Messages to people: the inbox. */
export { inboxOf, markRead, tell, unreadOf, type Message, type Notice } from './messages.ts'
export { messageRoutes } from './routes.ts'
