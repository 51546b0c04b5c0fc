import { answerReleaseLine } from '#modules/joint-permits'
import type { Command } from './command.ts'
import { answerLines } from './lines.ts'

/** The gates are those of the permits themselves; no database is asked. */
export const jointReleaseCommand: Command = {
  name: 'joint release',
  summary: '多证联办：哪些证现在可以发、按什么顺序、哪些放行要拒绝；读 JSON 行，每行答一行',
  usage: 'joint release [FILE.jsonl] [--json]',
  options: { json: { type: 'boolean' } },
  details: ['  FILE.jsonl     一行一个项目 {"id", "set", "chosen", "project", "events"}，省略或写 - 则读标准输入', '  --json         与不写相同：答案本来就是 JSON 行'],
  examples: ['joint release cases.jsonl --json', 'joint release < cases.jsonl'],
  exits: '0 每行都答了，1 有的行不对（那一行答 error），2 用法不对或没有文件',
  run: async (invocation) => answerLines(invocation, answerReleaseLine),
}
