const GAP = '[-—–－ ]{0,3}'
/** Without the leading 0. */
const AREA = '(?:10|2\\d|[3-9]\\d{2})'
const LOCAL = '[1-9](?:\\d{3} \\d{4}|\\d{4,8})'
/**
 * With area code, with country code, mobile, service number, national short number, and local without area code.
 * One digit too many or too few is somebody's slip and still tells which number is meant.
 */
const NUMBER = [
  `[(（]?0{1,2}${AREA}[)）]?${GAP}${LOCAL}`, `[(（]?86 ?0?${AREA}[)）]?${GAP}${LOCAL}`,
  '1[3-9]\\d{9}', '[48]00-?\\d{3,4}-?\\d{3,4}', '1[12]\\d{3}', '95\\d{3,4}', '[2-8]\\d{6,7}',
].join('|')
const EXTENSION = '(?:(?:[-—–－]|转)\\d{1,6})*'
const PHONE = new RegExp(`(?<![\\dA-Za-z.])(?:${NUMBER})${EXTENSION}(?![\\dA-Za-z])`, 'g')
const NEEDS_NO_AREA_CODE = /^(?:[(（]?(?:0|86)|1[3-9]\d{9}|[48]00|1[12]\d{3}|95\d{3})/

/** The telephone numbers in a text, as they are written there. */
export function phonesIn(text: string): string[] {
  return text.match(PHONE) ?? []
}

/** The text without its telephone numbers. */
export function withoutPhones(text: string): string {
  return text.replace(PHONE, '')
}

/** Whether a stranger from another city could dial it as it stands. */
export function hasAreaCode(phone: string): boolean {
  return NEEDS_NO_AREA_CODE.test(phone)
}
