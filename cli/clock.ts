import { inProject } from '#platform/project'
import { answerClockLine, loadCalendars } from '#kernel'
import type { Command } from './command.ts'
import { answerLines } from './lines.ts'

/** The legal clock for other programs; see docs/clock.md for the format. */
export const clock: Command = {
  name: 'clock',
  summary: '推算办理期限：读 JSON 行（文件或标准输入），每行答一行',
  usage: 'clock [FILE.jsonl]',
  options: { json: { type: 'boolean' } },
  run: async (invocation) => {
    const calendar = loadCalendars(inProject('data/calendars'))
    return answerLines(invocation, (line) => answerClockLine(calendar, line))
  },
}
