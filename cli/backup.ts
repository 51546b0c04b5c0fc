import { resolve } from 'node:path'
import { readConfig } from '#platform/config'
import { missingTools } from './backup/dump.ts'
import { makeBackup, pushNewest, type Made, type Making, type Pushed } from './backup/make.ts'
import { keptSeparately } from './backup/own-keys.ts'
import { prune } from './backup/prune.ts'
import { lastBackup } from './backup/record.ts'
import type { Command, ExitCode, Invocation } from './command.ts'

export const backupCommand: Command = {
  name: 'backup',
  summary: '在线备份：数据库和上传的文件；内置数据库从此连续归档日志，可恢复到任意一秒',
  usage: 'backup --to 目录 [--keep 份数] [--newest] [--json]',
  options: { to: { type: 'string' }, keep: { type: 'string' }, newest: { type: 'boolean' }, json: { type: 'boolean' } },
  details: [
    '  --to 目录      放备份的目录，最好在另一块盘上；省略则用上次的', '  --keep 份数    只留最近几份，连同不再需要的日志',
    '  --newest       不做整份备份，只把到现在为止的日志和新文件送过去，几秒钟；可以每几分钟一次',
    '  服务在运行也可以备份。签名私钥和主密钥不在备份里：打印出是哪两个文件，请另外离线保存。内置数据库的日志放在 目录/wal（或 CHUNFENG_WAL）。',
  ],
  examples: ['backup --to /backup/chunfeng --keep 7', 'backup --newest'],
  exits: '0 完成，1 没有做成或有上传的文件已损坏，2 用法不对或缺少 pg_dump',
  run: async (invocation) => {
    const { options, note } = invocation
    const config = readConfig()
    const directory = options['to'] ?? lastBackup(config.dataDirectory)?.directory
    const keep = options['keep'] === undefined ? undefined : Number(options['keep'])
    const wrong = directory === undefined ? '请用 --to 指定放备份的目录'
      : keep !== undefined && !(Number.isInteger(keep) && keep >= 1) ? '--keep 应是 1 以上的整数'
        : config.databaseUrl === undefined ? undefined : missingTools()
    if (wrong !== undefined) { note(wrong); return 2 }
    return make(invocation, { config, directory: resolve(String(directory)), note }, keep)
  },
}

async function make({ options, out, note }: Invocation, making: Making, keep: number | undefined): Promise<ExitCode> {
  const made: Pushed & Partial<Made> = options['newest'] === true ? await pushNewest(making) : await makeBackup(making)
  const pruned = keep === undefined ? { backups: 0, segments: 0 } : await prune(making.directory, keep)
  for (const sm3 of made.altered) note(`上传的文件 ${sm3} 内容与登记的摘要不符，没有备份`)
  const { name, manifest } = made
  const facts = name && manifest
    ? { name, cases: manifest.cases, events: manifest.events, files: manifest.files, keepSeparately: keptSeparately(making.config, manifest) }
    : {}
  const result = { ok: made.altered.length === 0, directory: making.directory, ...facts, copied: made.copied, altered: made.altered, pruned }
  out(options['json'] === true ? JSON.stringify(result) : told(result))
  return result.ok ? 0 : 1
}

interface Told {
  directory: string; name?: string; cases?: number; events?: number; files?: number; copied: number
  keepSeparately?: readonly string[]; pruned: { backups: number; segments: number }
}

function told({ directory, name, cases, events, files, copied, pruned, keepSeparately = [] }: Told): string {
  const removed = pruned.backups > 0 ? `；删去旧备份 ${pruned.backups} 份、日志 ${pruned.segments} 段` : ''
  if (name === undefined) return `最新的日志和 ${copied} 个新文件已送到 ${directory}${removed}`
  return [
    `已备份到 ${directory}/${name}：办件 ${cases} 件、记录 ${events} 条、上传的文件 ${files} 个（新增 ${copied} 个）${removed}`,
    ...(keepSeparately.length > 0 ? ['下面的密钥不在备份里，请另外离线保存；没有它们，恢复以后打不开个人信息、签不了文书：', ...keepSeparately.map((line) => `  ${line}`)] : []),
  ].join('\n')
}
