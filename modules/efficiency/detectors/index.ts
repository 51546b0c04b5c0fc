import { closedReopened } from './closed-reopened.ts'
import type { Detector } from './detector.ts'
import { peak, slowWindow } from './flow-detectors.ts'
import { groundlessPause } from './groundless-pause.ts'
import { badRatings, givenRatings, perfectRatings, sameDevice } from './rating-detectors.ts'

/** Those that look for a way around the figures first, then what is simply not going well. */
export const DETECTORS: readonly Detector[] = [closedReopened, groundlessPause, givenRatings, perfectRatings, sameDevice, slowWindow, badRatings, peak]
