const ADDRESS = 'http://here.invalid'

/** The path to go on to after signing in: only ever a path of this site, '/' for anything that would lead elsewhere. */
export function localPath(wanted: string | undefined): string {
  if (wanted === undefined || !/^\/(?![/\\])/.test(wanted) || /[\\\u0000-\u001f\u007f]/.test(wanted)) return '/'
  const parsed = URL.parse(wanted, ADDRESS)
  return parsed?.origin === ADDRESS ? parsed.pathname + parsed.search : '/'
}
