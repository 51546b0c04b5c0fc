/** From here on a run of digits says who somebody is or where to reach her. */
const NUMBER = /[0-9](?:[0-9Xx \-]*[0-9Xx]){6,}/g

/** A text of another case as a colleague may read it: names given here and every long number are gone. Pure. */
export function maskText(text: string, names: readonly string[]): string {
  const nameless = names.filter((name) => name.length > 1).reduce((masked, name) => masked.replaceAll(name, '某某'), text)
  return nameless.replace(NUMBER, '＊＊＊')
}
