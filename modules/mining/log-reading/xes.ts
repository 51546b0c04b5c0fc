import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { Refusal } from '#platform/refusal'
import { EventLogBuilder, type EventLog } from '../event-log.ts'
import { momentOf } from './moment.ts'

/**
 * Reads an event log in XES (IEEE 1849). Of a trace and of an event only its own attributes count: what is nested in them, what
 * `global` gives as a default and what classifiers join is not what happened. Traces of the same name are one case.
 */
export async function readXes(text: AsyncIterable<string>): Promise<EventLog> {
  const reader = new XesReader()
  for await (const piece of text) reader.write(piece)
  return reader.end()
}

interface OpenEvent { line: number; name?: string; at?: string; resource?: string; transition?: string }

const FIELDS: Readonly<Record<string, keyof Omit<OpenEvent, 'line'>>> = {
  'concept:name': 'name', 'time:timestamp': 'at', 'org:resource': 'resource', 'lifecycle:transition': 'transition',
}

class XesReader {
  private readonly parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false })
  private readonly builder = new EventLogBuilder()
  /** How deep the reader stands in elements; attributes of a trace or an event are exactly one deeper than it. */
  private depth = 0
  private traces = 0
  private trace: { depth: number; name: string | undefined; events: OpenEvent[] } | undefined
  private event: (OpenEvent & { depth: number }) | undefined

  constructor() {
    this.parser.on('opentag', (tag) => this.opened(tag))
    this.parser.on('closetag', (tag) => this.closed(tag))
    this.parser.on('error', (error) => { throw new Refusal('invalid', `第 ${this.parser.line} 行：XML 写得不对（${error.message}），文件可能不完整，请重新取得`) })
  }

  write(piece: string): void {
    this.parser.write(piece)
  }

  end(): EventLog {
    this.parser.close()
    return this.builder.log()
  }

  private opened(tag: SaxesTagPlain): void {
    this.depth += 1
    const name = localName(tag.name)
    if (this.depth === 1 && name !== 'log') throw new Refusal('invalid', `第 ${this.parser.line} 行：这不是 XES 事件日志，最外层是 <${tag.name}>，应为 <log>`)
    if (name === 'event' && this.event === undefined) this.openEvent()
    else if (name === 'trace' && this.depth === 2) this.trace = { depth: this.depth, name: undefined, events: [] }
    else this.takeAttribute(tag)
  }

  private openEvent(): void {
    if (this.trace?.depth !== this.depth - 1) throw new Refusal('invalid', `第 ${this.parser.line} 行：这个 <event> 不在 <trace> 里，不知道是哪个办件的`)
    this.event = { depth: this.depth, line: this.parser.line }
  }

  private takeAttribute({ attributes: { key, value } }: SaxesTagPlain): void {
    if (key === undefined || value === undefined) return
    const field = FIELDS[key]
    if (this.event) {
      if (field && this.event.depth === this.depth - 1) this.event[field] = value
    } else if (this.trace?.depth === this.depth - 1 && field === 'name') this.trace.name = value
  }

  private closed({ name }: SaxesTagPlain): void {
    if (this.event?.depth === this.depth) {
      this.trace?.events.push(this.event)
      this.event = undefined
    } else if (this.trace?.depth === this.depth && localName(name) === 'trace') this.closeTrace(this.trace)
    this.depth -= 1
  }

  /** The name of a trace may stand behind its events. */
  private closeTrace({ name, events }: { name: string | undefined; events: readonly OpenEvent[] }): void {
    this.traces += 1
    if (events.length === 0) this.builder.emptyCases += 1
    const caseId = name === undefined || name === '' ? `#${this.traces}` : name
    for (const event of events) this.addEvent(caseId, event)
    this.trace = undefined
  }

  private addEvent(caseId: string, { line, name, at, resource, transition }: OpenEvent): void {
    const missing = (what: string): Refusal => new Refusal('invalid', `第 ${line} 行：办件“${caseId}”的这个事件没有${what}，请补上再读`)
    if (!name) throw missing('活动名（concept:name）')
    const moment = at === undefined ? undefined : momentOf(at)
    if (at !== undefined && moment === undefined) throw new Refusal('invalid', `第 ${line} 行：时间“${at}”不是 2026-03-02T09:00:00+08:00 的样子，请改正`)
    this.builder.add({ caseId, activity: name, at: moment, resource, transition })
  }
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)
