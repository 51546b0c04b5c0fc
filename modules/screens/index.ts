import { defineModule } from '#kernel'
import { routes } from './routes.ts'

export { Snapshots } from './snapshots.ts'

export const screens = defineModule({ name: 'screens', measure: '九、十二', routes })
