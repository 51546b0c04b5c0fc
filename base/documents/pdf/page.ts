/** Measures of the page in points: A4, text 156 mm wide as GB/T 9704 has it for official papers. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: 76.64,
  top: 70,
  bottom: 70,
  /** 34 characters of 13 points. */
  textWidth: 442,
} as const

export const TEXT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom
export const RIGHT = PAGE.left + PAGE.textWidth

export const INK = '#111111'
export const GREY = '#5c6670'
export const PALE = '#b9c2c9'
export const RED = '#c2261d'

export const BODY = { size: 13, pitch: 22.5 } as const
/** Tables, and the forms of a case. */
export const CELL = { size: 11, pitch: 17 } as const
export const SMALL = { size: 9.5, pitch: 15 } as const
