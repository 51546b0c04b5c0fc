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
  details: ['  FILE.jsonl     一行一个问题，省略或写 - 则读标准输入；格式见 docs/clock.md', '  --json         与不写相同：答案本来就是 JSON 行'],
  examples: ['clock questions.jsonl', 'clock < questions.jsonl'],
  exits: '0 每行都答了，1 有的行不对（那一行答 error），2 用法不对或没有文件',
  run: async (invocation) => {
    const calendar = loadCalendars(inProject('data/calendars'))
    return answerLines(invocation, (line) => answerClockLine(calendar, line))
  },
}
