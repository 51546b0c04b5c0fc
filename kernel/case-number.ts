import type { Day } from '#platform/day'

const SERIAL_DIGITS = 6

/**
 * 办件编号: division code, day, serial and a Luhn check digit, 19 digits. The form is ours (the national standard leaves
 * it open up to 50 characters); the check digit catches a mistyped digit and most swapped neighbours.
 */
export function caseNumber(divisionCode: string, openedOn: Day, serial: number): string {
  const day = openedOn.slice(2).replaceAll('-', '')
  const body = divisionCode + day + String(serial % 10 ** SERIAL_DIGITS).padStart(SERIAL_DIGITS, '0')
  return body + luhnDigit(body)
}

/** Whether a typed number can be one of ours. */
export function isCaseNumber(text: string): boolean {
  return /^\d{19}$/.test(text) && luhnDigit(text.slice(0, -1)) === text.slice(-1)
}

function luhnDigit(digits: string): string {
  const sum = [...digits].reverse().reduce((total, digit, index) => total + luhnValue(Number(digit), index), 0)
  return String((10 - (sum % 10)) % 10)
}

function luhnValue(digit: number, index: number): number {
  if (index % 2 === 1) return digit
  return digit * 2 > 9 ? digit * 2 - 9 : digit * 2
}
