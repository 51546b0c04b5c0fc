/** An appointment for the calendar of a phone or computer (RFC 5545). Pure. */
import type { Appointment } from './appointment.ts'

type Entry = Pick<Appointment, 'id' | 'code' | 'itemName' | 'hallName' | 'address' | 'day' | 'startMinute' | 'endMinute' | 'changes'>

/** Times are given in UTC, so that no zone has to be described; the phone shows its own. */
export function calendarFile({ id, code, itemName, hallName, address, day, startMinute, endMinute, changes }: Entry, now: Date): string {
  const lines = [
    'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Chunfeng//Appointments//ZH', 'METHOD:PUBLISH', 'BEGIN:VEVENT',
    `UID:${id}`, `DTSTAMP:${stamp(now)}`, `SEQUENCE:${changes}`, `DTSTART:${stamp(instantOf(day, startMinute))}`, `DTEND:${stamp(instantOf(day, endMinute))}`,
    `SUMMARY:${escaped(`到大厅办“${itemName}”`)}`, `LOCATION:${escaped(address === null ? hallName : `${hallName}，${address}`)}`,
    `DESCRIPTION:${escaped(`预约号 ${code}。来不了请在开始前取消或改期。`)}`,
    'BEGIN:VALARM', 'ACTION:DISPLAY', `DESCRIPTION:${escaped(`到大厅办“${itemName}”`)}`, 'TRIGGER:-PT1H', 'END:VALARM', 'END:VEVENT', 'END:VCALENDAR',
  ]
  return `${lines.flatMap(folded).join('\r\n')}\r\n`
}

function instantOf(day: string, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + minute * 60_000)
}

function stamp(instant: Date): string {
  return `${instant.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

const BYTES_A_LINE_MAX = 75

/** A line of more than 75 bytes goes on in the next after a space; letters are never cut in half. */
function folded(line: string): string[] {
  const lines: string[] = []
  let own = ''
  for (const letter of line) {
    if (Buffer.byteLength(own + letter) > BYTES_A_LINE_MAX) { lines.push(own); own = ' ' }
    own += letter
  }
  return [...lines, own]
}
