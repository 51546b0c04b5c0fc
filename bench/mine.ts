/**
 * How long `chunfeng mine` takes over a big log, and how much memory: a log of our own making, as XES, XES packed and CSV.
 * `node bench/mine.ts [events]`; 262,200 events unless told.
 */
import { spawnSync } from 'node:child_process'
import { createWriteStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { inProject } from '#platform/project'

const EVENTS = Number(process.argv[2] ?? 262_200)
const EVENTS_A_CASE = 6
const STEPS = ['提交申请', '受理', '审查', '准予', '制证', '送达', '一次性告知补正', '提交补正', '延长办理期限', '启动特别程序', '结束特别程序']
const SECONDS_MAX = 5
const MEGABYTES_MAX = 600

const folder = mkdtempSync(join(tmpdir(), 'chunfeng-mine-'))
process.once('exit', () => rmSync(folder, { recursive: true, force: true }))

const [xes, packed, csv] = [join(folder, 'log.xes'), join(folder, 'log.xes.gz'), join(folder, 'log.csv')]
await pipeline(Readable.from(xesText()), createWriteStream(xes))
await pipeline(Readable.from(xesText()), createGzip(), createWriteStream(packed))
await pipeline(Readable.from(csvText()), createWriteStream(csv))
let isGood = true
for (const file of [xes, packed, csv]) isGood = measure(file) && isGood
process.exitCode = isGood ? 0 : 1

function measure(file: string): boolean {
  const began = performance.now()
  const { stdout, stderr, status } = spawnSync(process.execPath, [inProject('bench/mine-once.ts'), file], { encoding: 'utf8' })
  const seconds = (performance.now() - began) / 1000
  if (status !== 0) throw new Error(stderr)
  // Safe: written by mine-once.ts just now.
  const { megabytes, events, cases, variants } = JSON.parse(stdout) as { megabytes: number; events: number; cases: number; variants: number }
  console.log(`${file.slice(folder.length + 1)}（${(statSync(file).size / 1e6).toFixed(0)} MB）：${cases} 件、${events} 个事件、${variants} 种走法，`
    + `${seconds.toFixed(2)} 秒（上限 ${SECONDS_MAX}），${megabytes.toFixed(0)} MB（上限 ${MEGABYTES_MAX}）`)
  return seconds <= SECONDS_MAX && megabytes <= MEGABYTES_MAX && events === EVENTS
}

interface Made { caseId: string; step: string; who: string; at: string; id: number }

/** A small linear congruence: the same log every time. */
function* made(): Generator<Made> {
  let chance = 20260302
  const next = (below: number): number => { chance = (chance * 1_103_515_245 + 12_345) % 2_147_483_648; return chance % below }
  let at = Date.UTC(2026, 0, 5, 1)
  for (let id = 0; id < EVENTS; id += 1) {
    const place = id % EVENTS_A_CASE
    if (place === 0) at = Date.UTC(2026, 0, 5, 1) + Math.floor(id / EVENTS_A_CASE) * 97_000
    at += next(400_000_000)
    const step = STEPS[next(8) === 0 ? next(STEPS.length) : place] ?? ''
    yield { caseId: `示例办件-${Math.floor(id / EVENTS_A_CASE)}`, step, who: `人员${next(48)}`, at: new Date(at).toISOString(), id }
  }
}

/** As much beside the four attributes that count as real logs have. */
function* xesText(): Generator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
  for (const { caseId, step, who, at, id } of made()) {
    if (id % EVENTS_A_CASE === 0)
      yield `${id === 0 ? '' : '</trace>\n'}<trace>\n\t<string key="concept:name" value="${caseId}"/>\n\t<string key="channel" value="Internet"/>\n`
    yield `\t<event>\n\t\t<string key="org:group" value="Group ${id % 7}"/>\n`
      + `\t\t<string key="concept:instance" value="task-${id}"/>\n\t\t<string key="org:resource" value="${who}"/>\n`
      + `\t\t<date key="time:timestamp" value="${at}"/>\n\t\t<string key="concept:name" value="${step}"/>\n\t\t<string key="lifecycle:transition" value="complete"/>\n\t</event>\n`
  }
  yield '</trace>\n</log>\n'
}

function* csvText(): Generator<string> {
  yield 'case:concept:name,concept:name,time:timestamp,org:resource,org:group,concept:instance,case:channel\r\n'
  for (const { caseId, step, who, at, id } of made()) yield `${caseId},${step},${at},${who},Group ${id % 7},task-${id},Internet\r\n`
}
