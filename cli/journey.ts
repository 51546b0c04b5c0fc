import { signInAll } from './journey/people.ts'
import { STORIES } from './journey/stories.ts'
import { tellStory, type Outcome } from './journey/tell.ts'
import type { Command } from './command.ts'

/** Drives the main job over HTTP against a running server with demo data, and prints each step and the timelines. */
export const journey: Command = {
  name: 'journey',
  summary: '在运行中的服务上走一遍主流程（需要演示数据），打印每一步和时间线',
  usage: 'journey [--url http://127.0.0.1:8080] [--password 口令] [--json]',
  options: { url: { type: 'string' }, password: { type: 'string' }, json: { type: 'boolean' } },
  details: ['  --url 地址     服务的地址，默认本机 PORT 或 8080', '  --password     演示账号的口令，默认就是启动时打印的那个', '  会在那个服务里留下几件示例办件：只用于演示环境。'],
  examples: ['journey', 'journey --url http://127.0.0.1:8080 --json'],
  run: async ({ options, out, note }) => {
    const url = String(options['url'] ?? `http://127.0.0.1:${process.env['PORT'] ?? 8080}`)
    const people = await signInAll(url, options['password'] === undefined ? undefined : String(options['password']))
    const outcomes: Outcome[] = []
    for (const story of STORIES) {
      note(`— ${story.title}`)
      outcomes.push(await tellStory(people, story, (line) => note(`  ${line}`)))
    }
    out(options['json'] === true ? JSON.stringify({ ok: true, stories: outcomes }) : outcomes.map(described).join('\n\n'))
    return 0
  },
}

function described({ title, number, timeline, clock }: Outcome): string {
  const steps = timeline.map(({ at, label, by }) => `  ${at}  ${label}（${by}）`)
  return [`${title}`, `办件编号 ${number}`, ...steps, '  期限是这样推算的：', ...clock.map(({ on, text }) => `    ${on}  ${text}`)].join('\n')
}
