import type { Day } from '#platform/day'

const NUMERALS = '〇一二三四五六七八九'

/** 2026-11-03 → 2026年11月3日, the form of GB/T 9704 for the date of a document. */
export function dayInFigures(day: Day): string {
  const [year, month, date] = partsOf(day)
  return `${year}年${month}月${date}日`
}

/** 2026-11-23 → 二〇二六年十一月二十三日, as certificates write it. */
export function dayInCharacters(day: Day): string {
  const [year, month, date] = partsOf(day)
  const yearText = [...String(year).padStart(4, '0')].map((digit) => NUMERALS[Number(digit)]).join('')
  return `${yearText}年${numberInCharacters(month)}月${numberInCharacters(date)}日`
}

/** 32 → 三十二, for 1 to 999: articles of law, months and days. */
export function numberInCharacters(number: number): string {
  const hundreds = Math.floor(number / 100)
  const tens = Math.floor((number % 100) / 10)
  const ones = number % 10
  return hundredsText(hundreds) + tensText(hundreds, tens, ones) + (ones === 0 ? '' : NUMERALS[ones])
}

function hundredsText(hundreds: number): string {
  return hundreds === 0 ? '' : `${NUMERALS[hundreds]}百`
}

/** 12 is 十二 and not 一十二, but 112 is 一百一十二; 105 is 一百零五. */
function tensText(hundreds: number, tens: number, ones: number): string {
  if (tens === 0) return hundreds > 0 && ones > 0 ? '零' : ''
  return tens === 1 && hundreds === 0 ? '十' : `${NUMERALS[tens]}十`
}

function partsOf(day: Day): [year: number, month: number, date: number] {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return [year, month, date]
}
