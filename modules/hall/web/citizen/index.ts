/** Halls as citizens meet them: where to go, appointments, the number in the queue, the screens in the hall. */
import type { Route } from '#kernel'
import { bookingRoutes } from './booking-routes.ts'
import { hallRoutes } from './hall-routes.ts'
import { queuePages } from './queue-routes.ts'
import { screenAssets } from './screen.ts'

export const hallPages: readonly Route[] = [...hallRoutes, ...bookingRoutes, ...queuePages, ...screenAssets]
