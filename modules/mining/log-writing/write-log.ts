/** An event log as text other programs read, piece by piece, so that a big one never stands in memory whole. Pure. */
import { csvCell } from '#platform/csv'
import { NOBODY, type EventLog } from '../event-log.ts'
import { tracesOf } from '../traces.ts'

const XES_HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2023" xes.features="" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
`
const CSV_TITLES = ['case:concept:name', 'concept:name', 'time:timestamp', 'org:resource', 'lifecycle:transition']
const LINE_END = '\r\n'

export function* xesOf(log: EventLog): Generator<string> {
  yield XES_HEAD
  for (const { caseId, rows } of casesOf(log)) {
    yield `  <trace>\n    <string key="concept:name" value="${xmlText(caseId)}"/>\n${rows.map((row) => eventXml(cellsOf(log, row))).join('')}  </trace>\n`
  }
  yield '</log>\n'
}

/** With a byte order mark, so that a spreadsheet reads the Chinese. */
export function* csvOf(log: EventLog): Generator<string> {
  yield `\ufeff${CSV_TITLES.join(',')}${LINE_END}`
  for (const { caseId, rows } of casesOf(log)) {
    yield rows.map((row) => {
      const { activity, at, resource, transition } = cellsOf(log, row)
      return `${[caseId, activity, at, resource, transition].map((cell) => csvCell(cell ?? '')).join(',')}${LINE_END}`
    }).join('')
  }
}

function* casesOf(log: EventLog): Generator<{ caseId: string; rows: number[] }> {
  const { order, from } = tracesOf(log)
  for (const [index, caseId] of log.cases.entries()) yield { caseId, rows: [...order.subarray(from[index], from[index + 1])] }
}

interface Cells { activity: string; at: string; resource: string | undefined; transition: string | undefined }

function cellsOf(log: EventLog, row: number): Cells {
  const named = (names: readonly string[], place: number | undefined): string | undefined =>
    (place === undefined || place === NOBODY ? undefined : names[place])
  return {
    activity: named(log.activities, log.activityOf[row]) ?? '', at: new Date(log.at[row] ?? 0).toISOString(),
    resource: named(log.resources, log.resourceOf[row]), transition: named(log.transitions, log.transitionOf[row]),
  }
}

function eventXml({ activity, at, resource, transition }: Cells): string {
  const text = (key: string, value: string | undefined): string => (value === undefined ? '' : `      <string key="${key}" value="${xmlText(value)}"/>\n`)
  return `    <event>\n${text('concept:name', activity)}      <date key="time:timestamp" value="${at}"/>\n`
    + `${text('org:resource', resource)}${text('lifecycle:transition', transition)}    </event>\n`
}

/** What may not stand in an attribute as it is; signs XML cannot hold at all are left out. */
function xmlText(text: string): string {
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')
    .replaceAll(/[&<>"\t\n\r]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
