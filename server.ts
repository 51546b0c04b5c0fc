import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Before any of the program is read: afterwards half the time of every start is gone. Where nothing can be written, it starts as before.
enableCompileCache(join(import.meta.dirname, 'node_modules', '.cache', 'compiled'))
const [{ readConfig }, { DEMO_PASSWORD, demoAccounts }, {
  serve,
}] = await Promise.all([import('#platform/config'), import('#base/people'), import('./serve.ts')])

const say = (line: string) => process.stderr.write(`${line}\n`)
const config = readConfig()
const { url, stop } = await serve(config, say).catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  process.exit(typeof error === 'object' && error !== null && 'exitCode' in error ? Number(error.exitCode) : 1)
})

say(`春风已启动：群众和企业 ${url}/   工作人员 ${url}/staff/   接口说明 ${url}/api/openapi.json`)
if (config.demo) {
  say(`演示账号（口令都是 ${DEMO_PASSWORD}）：${demoAccounts([]).map(({ login, name }) => `${login} ${name}`).join('，')}`)
  say('各部门、镇街的演示账号：审查人是单位代码，审批人后面加 -approver，如 housing 和 housing-approver（住建）、planning（规划）、ecology（环保）；镇街窗口加 -window。单位代码见 /api/organisations')
}

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    say('正在停止：办完手上的请求……')
    void stop().then(() => process.exit(0))
  })
}
