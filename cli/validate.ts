import { dayAt } from '#platform/day'
import { answerValidateLine } from '#platform/identifiers'
import type { Command } from './command.ts'
import { answerLines } from './lines.ts'

export const validate: Command = {
  name: 'validate',
  summary: '核验证件号、统一社会信用代码、项目代码、事项编码、手机号：读 JSON 行，每行答一行',
  usage: 'validate [FILE.jsonl]',
  options: { json: { type: 'boolean' } },
  details: ['  FILE.jsonl     一行一个号码 {"kind", "value"}，省略或写 - 则读标准输入', '  --json         与不写相同：答案本来就是 JSON 行'],
  examples: ['validate numbers.jsonl', 'validate < numbers.jsonl'],
  exits: '0 每行都答了，1 有的行不对（那一行答 error），2 用法不对或没有文件',
  run: async (invocation) => {
    const today = process.env['CHUNFENG_TODAY'] ?? dayAt(new Date())
    return answerLines(invocation, (line) => answerValidateLine(line, today))
  },
}
