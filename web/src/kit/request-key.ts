/** A key nobody else uses, for a request that must have one effect. Works without HTTPS, where `randomUUID` does not exist. */
export function newRequestKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The same content keeps its key, so that sending it again after a broken line is safe; other content gets another. */
export function keyKeeper(makeKey: () => string = newRequestKey): (content: unknown) => string {
  let kept = { text: '', key: '' }
  return (content) => {
    const text = JSON.stringify(content)
    if (text !== kept.text) kept = { text, key: makeKey() }
    return kept.key
  }
}
