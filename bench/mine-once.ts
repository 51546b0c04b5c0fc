/** One reading of one log in a process of its own, for bench/mine.ts: what was counted, and the most memory it ever took. */
import { mine, readLog } from '#modules/mining'

const { log } = await readLog(process.argv[2] ?? '')
console.log(JSON.stringify({ ...mine(log), megabytes: process.resourceUsage().maxRSS / 1024 }))
