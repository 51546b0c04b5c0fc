import { defineModule } from '#kernel'
import { registerSources } from '#base/figures'
import { remindOfAppointments } from './appointments/reminder.ts'
import { appointmentRoutes } from './appointments/routes.ts'
import { endDay } from './queue/day-end.ts'
import { queueRoutes } from './queue/routes.ts'
import { receiptProjection } from './register/receipts.ts'
import { registerRoutes } from './register/routes.ts'
import { hallSources } from './sources.ts'

export { closeEarlierDays } from './queue/day-end.ts'
export { seedHalls } from './seed-halls.ts'

registerSources(hallSources)

export const hall = defineModule({
  name: 'hall', measure: '五', routes: [...registerRoutes, ...appointmentRoutes, ...queueRoutes],
  projections: [receiptProjection], daily: [endDay, remindOfAppointments],
})
