import qrcode from 'qrcode'
import { html, type Html } from '#platform/html'

/** Readers need so many empty modules around a code. */
const QUIET_MODULES = 4

/** A QR code as a drawing for a page, black on white under any theme. @param alternative what it leads to, for who cannot see it */
export function qrDrawing(text: string, alternative: string): Html {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size + 2 * QUIET_MODULES
  const dark = Array.from(modules.data, (bit, index) => (bit === 0 ? '' : squareAt(index % modules.size, Math.floor(index / modules.size))))
  return html`<svg class="qr" role="img" aria-label="${alternative}" viewBox="0 0 ${side} ${side}">
<rect width="${side}" height="${side}" fill="#ffffff"/><path fill="#000000" d="${dark.join('')}"/></svg>`
}

function squareAt(column: number, row: number): string {
  return `M${column + QUIET_MODULES} ${row + QUIET_MODULES}h1v1h-1z`
}
