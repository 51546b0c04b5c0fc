/** The colours of one mode. What is written on what stands in `TEXT_PAIRS`, which a test holds against the contrast rule. */
export interface Palette {
  ink: string
  /** Second-rank text; still readable. */
  faded: string
  paper: string
  mist: string
  line: string
  /** Edges of things one can type into or press. */
  edge: string
  /** 政务蓝: links and what can be done. */
  action: string
  /** The same as a surface, with `onAction` written on it. */
  actionFill: string
  actionFillHover: string
  onAction: string
  /** 春绿: done, and the brand line. */
  done: string
  doneSoft: string
  near: string
  nearSoft: string
  late: string
  lateSoft: string
  /** Where one is: the chosen row, queue or material. */
  chosen: string
  /** The dark and the light edge of the focus ring. */
  ring: string
  ringEdge: string
}

export const LIGHT: Palette = {
  ink: '#1b2733', faded: '#51616f', paper: '#ffffff', mist: '#f3f6f8', line: '#d5dde3', edge: '#7d8b98',
  action: '#0b5cad', actionFill: '#0b5cad', actionFillHover: '#084a8c', onAction: '#ffffff',
  done: '#0f7b5f', doneSoft: '#e3f4ee', near: '#8a5d00', nearSoft: '#fff4d6', late: '#b3261e', lateSoft: '#fdecea',
  chosen: '#e6f0fa', ring: '#0b5cad', ringEdge: '#ffffff',
}

export const DARK: Palette = {
  ink: '#e6ecf1', faded: '#a9b7c3', paper: '#161d25', mist: '#0e141a', line: '#2f3b46', edge: '#75848f',
  action: '#86bdf3', actionFill: '#1f6fbf', actionFillHover: '#2a62a0', onAction: '#ffffff',
  done: '#63cdab', doneSoft: '#12332a', near: '#ecc063', nearSoft: '#392d0f', late: '#ffa39a', lateSoft: '#46191a',
  chosen: '#1b3147', ring: '#86bdf3', ringEdge: '#0e141a',
}

/** 高对比: everything one reads stands out by 7:1 or more, and edges are as dark as the text. */
export const CONTRAST_LIGHT: Palette = {
  ink: '#000000', faded: '#26323c', paper: '#ffffff', mist: '#ffffff', line: '#45525e', edge: '#000000',
  action: '#003a75', actionFill: '#003a75', actionFillHover: '#00254d', onAction: '#ffffff',
  done: '#004d38', doneSoft: '#ffffff', near: '#5c3b00', nearSoft: '#ffffff', late: '#8a0f0a', lateSoft: '#ffffff',
  chosen: '#e6f0fa', ring: '#000000', ringEdge: '#ffffff',
}

export const CONTRAST_DARK: Palette = {
  ink: '#ffffff', faded: '#dbe3ea', paper: '#000000', mist: '#000000', line: '#a9b7c3', edge: '#ffffff',
  action: '#a8d3ff', actionFill: '#a8d3ff', actionFillHover: '#d6eaff', onAction: '#000000',
  done: '#7ee8c5', doneSoft: '#000000', near: '#ffd680', nearSoft: '#000000', late: '#ffb8b0', lateSoft: '#000000',
  chosen: '#10263b', ring: '#ffffff', ringEdge: '#000000',
}

type Colour = keyof Palette

/** Every pair of text and ground that occurs. */
export const TEXT_PAIRS: readonly (readonly [text: Colour, ground: Colour])[] = [
  ['ink', 'paper'], ['faded', 'paper'], ['action', 'paper'], ['ink', 'mist'], ['faded', 'mist'], ['action', 'mist'],
  ['ink', 'chosen'], ['faded', 'chosen'], ['action', 'chosen'],
  ['onAction', 'actionFill'], ['onAction', 'actionFillHover'],
  ['done', 'paper'], ['done', 'doneSoft'], ['done', 'chosen'], ['ink', 'doneSoft'], ['action', 'doneSoft'],
  ['near', 'paper'], ['near', 'nearSoft'], ['near', 'chosen'], ['ink', 'nearSoft'], ['action', 'nearSoft'],
  ['late', 'paper'], ['late', 'lateSoft'], ['late', 'chosen'], ['ink', 'lateSoft'], ['action', 'lateSoft'],
]

/** Edges and rings one must be able to see, but not read. */
export const EDGE_PAIRS: readonly (readonly [edge: Colour, ground: Colour])[] = [
  ['edge', 'paper'], ['edge', 'mist'], ['ring', 'paper'], ['ring', 'mist'], ['ring', 'chosen'],
]

/** Contrast of two colours as WCAG 2 defines it, 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => linear(parseInt(colour.slice(start, start + 2), 16) / 255))
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
