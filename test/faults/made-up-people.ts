const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const CHECKS = '10X98765432'

/** A well-formed number of a resident nobody is: another birthday and order for each of a million. */
export function residentIdOf(number: number): string {
  const day = new Date(Date.UTC(1950, 0, 1 + Math.floor(number / 900))).toISOString().slice(0, 10).replaceAll('-', '')
  const body = `110101${day}${String((number % 900) + 100)}`
  const sum = [...body].reduce((total, digit, index) => total + Number(digit) * (WEIGHTS[index] ?? 0), 0)
  return body + CHECKS.charAt(sum % CHECKS.length)
}
