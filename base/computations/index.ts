/** What takes longer than a page waits: asked for, computed by whichever process is free, looked at when it is there. */
export { askFor, seedComputation } from './ask.ts'
export type { Computation, Kind } from './kind.ts'
export { computation, computations, computed } from './view.ts'
export { oldestWaiting, workOff, type Ground, type Outcome } from './work-off.ts'
