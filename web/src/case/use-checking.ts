import { useState } from 'react'
import { fileAddress } from '../api/calls.ts'
import type { MaterialState } from '../api/types.ts'
import { documentWindow } from './document-window.ts'
import type { Keys } from '../kit/use-keys.ts'
import { stopAfter, stopAtNextMaterial, stopsOf, type Stop } from './stops.ts'
import { withAllRight, withLine, type Ticks } from './ticks.ts'
import type { CaseFile } from './use-case.ts'
import { useTicks } from './use-ticks.ts'

/** Going through the materials one by one: where one is, what has been ticked, and the keys for it. */
export interface Checking {
  /** Whether the window is still deciding on acceptance; afterwards the list is only read. */
  isOpen: boolean
  /** The law allows one correction notice; after it the window accepts or refuses. */
  mayCorrect: boolean
  ticks: Ticks
  setTicks: (change: (ticks: Ticks) => Ticks) => void
  stops: Stop[]
  stop: Stop | undefined
  goTo: (stop: Stop | undefined) => void
  keys: Keys
}

const LINE_KEYS = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export function useChecking({ found, materials }: CaseFile): Checking {
  const list = materials?.materials ?? []
  const isOpen = found.steps.some(({ step }) => step === 'accept' || step === 'requestCorrection')
  const mayCorrect = found.steps.some(({ step }) => step === 'requestCorrection')
  const [ticks, setTicks] = useTicks(found.id, found.version)
  const stops = stopsOf(list)
  const [chosen, setChosen] = useState<Stop>()
  const stop = stopAfter(stops, chosen, 0)
  const current = list.find(({ id }) => id === stop?.materialId)
  const move = (by: number) => setChosen(stopAfter(stops, stop, by))
  const goOn = () => setChosen(stopAtNextMaterial(stops, stop))
  const openFile = () => { if (stop?.file) documentWindow(fileAddress(found.id, stop.file.fileId)) }
  const lookKeys = { '[': () => move(-1), ']': () => move(1), v: openFile }
  const checkKeys = isOpen && current ? keysOfMaterial(current, list, { setTicks, goOn }) : {}
  return { isOpen, mayCorrect, ticks, setTicks, stops, stop, goTo: setChosen, keys: { ...lookKeys, ...checkKeys } }
}

interface Acts { setTicks: Checking['setTicks']; goOn: () => void }

function keysOfMaterial(current: MaterialState, all: readonly MaterialState[], { setTicks, goOn }: Acts): Keys {
  const tick = (index: number) => { if (index < current.checks.length) setTicks((ticks) => withLine(ticks, current, index)) }
  return {
    x: () => { setTicks((ticks) => withAllRight(ticks, current)); goOn() },
    X: () => setTicks((ticks) => all.reduce(withAllRight, ticks)),
    ...Object.fromEntries(LINE_KEYS.map((digit) => [String(digit), () => tick(digit - 1)])),
  }
}
