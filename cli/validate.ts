import { dayAt } from '#platform/day'
import { answerValidateLine } from '#platform/identifiers'
import type { Command } from './command.ts'
import { answerLines } from './lines.ts'

export const validate: Command = {
  name: 'validate',
  summary: '核验证件号、统一社会信用代码、项目代码、事项编码、手机号：读 JSON 行，每行答一行',
  usage: 'validate [FILE.jsonl]',
  options: { json: { type: 'boolean' } },
  run: async (invocation) => {
    const today = process.env['CHUNFENG_TODAY'] ?? dayAt(new Date())
    return answerLines(invocation, (line) => answerValidateLine(line, today))
  },
}
