export const WEIGHTS = {
  tail: 0.6, lengthShare: 0.1, lengthPower: 0.75, precision: 0.05, tailLength: 0.015, text: 0.06, organisation: 0.1,
  lookUp: 0.01, gap: 0.7, gapWindow: 8, swapped: 0.6, sound: 0.7, synonym: 0.95, everyday: 0.9, single: 0.9, unknown: 1, second: 0, start: 0.05, whole: 0, rep: 0, tri: 0, part: 0, exact: 0.2, startMax: 4, gapKnown: 0, progress: 0.05, branch: 0.04, order: 0.1,
}
