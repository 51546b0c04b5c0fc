/** Opens a file beside the page; the new window learns nothing of the one it came from. */
export function documentWindow(address: string): void {
  window.open(address, '_blank', 'noopener')
}

/** Prints a PDF without leaving the page: a frame nobody sees loads it and asks the browser for its print window. */
export function printDocument(address: string): void {
  document.getElementById(FRAME_ID)?.remove()
  const frame = document.createElement('iframe')
  frame.id = FRAME_ID
  frame.title = '待打印的文书'
  frame.setAttribute('aria-hidden', 'true')
  frame.tabIndex = -1
  frame.className = 'print-frame'
  frame.addEventListener('load', () => {
    frame.contentWindow?.focus()
    frame.contentWindow?.print()
  })
  frame.src = address
  document.body.append(frame)
}

const FRAME_ID = 'print-frame'
