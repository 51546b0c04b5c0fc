import type { Round } from '#kernel'
import { deliverOne } from './deliver.ts'
import { sayOne, simulatorWire } from './simulator.ts'

const PAUSE_MILLISECONDS = 1000

/** Messages go out, and the simulator speaks. Without a real district both ends are in this program. */
export const exchangeRounds: readonly Round[] = [
  { name: 'anywhere-outbox', pauseMilliseconds: PAUSE_MILLISECONDS, run: (ground) => deliverOne(ground, simulatorWire(ground)) },
  { name: 'anywhere-simulator', pauseMilliseconds: PAUSE_MILLISECONDS, run: sayOne },
]
