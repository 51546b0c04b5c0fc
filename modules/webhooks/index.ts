import { defineModule } from '#kernel'
import { deliverEvents } from './delivery.ts'
import { routes } from './routes.ts'

export const webhooks = defineModule({ name: 'webhooks', measure: '十六', routes, rounds: [deliverEvents] })
