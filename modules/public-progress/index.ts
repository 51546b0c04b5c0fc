import { defineModule } from '#kernel'
import { publishDigests } from './digest.ts'
import { reasonsProjection } from './reasons.ts'
import { routes } from './routes.ts'

export { publicProgress, type PublicTimeline } from './timeline.ts'
export { alteredSinceDigest, brokenDigests } from './digest-check.ts'
export { faultsIn, ProofFile, recomputed, type ProofFault } from './proof-file.ts'

export const publicProgressModule = defineModule({ name: 'public-progress', measure: '四', routes, projections: [reasonsProjection], daily: [publishDigests] })
