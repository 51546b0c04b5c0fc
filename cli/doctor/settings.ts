import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'
import { fine, wrong, type Check, type Finding, type Machine } from './check.ts'

const LOCAL = /^(127\.|::1$|localhost$)/
const TOKEN_CHARACTERS_MIN = 16
const PASSWORD_KIB_MIN = 19_456
const ADMINISTRATORS = ['sysadmin', 'secadmin', 'auditor']

/** A weak setting lies in the environment, so what heals it is a line of the shell; under systemd, the same line in its file. */
function setting(id: string, look: (machine: Machine) => Finding): Check<Machine> {
  return { id, look: async (machine) => look(machine) }
}

export const settingChecks: readonly Check<Machine>[] = [
  setting('settings-plain-http', ({ config }) => LOCAL.test(config.host) || config.trustedProxy !== undefined
    ? fine('只在本机监听，或有可信的反向代理在前面加密')
    : wrong(`在 ${config.host} 上以明文 HTTP 对外，口令和个人信息会被窃听。应由反向代理加密（CHUNFENG_PROXY）`, 'export HOST=127.0.0.1')),
  setting('settings-today', ({ config }) => config.today === undefined
    ? fine('使用机器的时间')
    : wrong(`CHUNFENG_TODAY=${config.today} 只供测试，正式运行会算错期限`, 'unset CHUNFENG_TODAY')),
  setting('settings-rate-limit', ({ environment }) => environment['CHUNFENG_RATE_LIMIT'] !== '0'
    ? fine('限制每个地址的请求频率')
    : wrong('CHUNFENG_RATE_LIMIT=0：不限请求频率，容易被刷垮', 'unset CHUNFENG_RATE_LIMIT')),
  setting('settings-log', ({ config }) => !['silent', 'fatal'].includes(config.logLevel)
    ? fine(`日志级别 ${config.logLevel}`)
    : wrong(`CHUNFENG_LOG=${config.logLevel}：不留日志。网络安全法第二十一条要求留存不少于六个月`, 'export CHUNFENG_LOG=info')),
  setting('settings-passwords', ({ environment }) => Number(environment['CHUNFENG_PASSWORD_KIB'] ?? PASSWORD_KIB_MIN) >= PASSWORD_KIB_MIN
    ? fine('口令摘要的强度符合要求')
    : wrong('CHUNFENG_PASSWORD_KIB 太小：口令摘要容易被试出，只供测试', 'unset CHUNFENG_PASSWORD_KIB')),
  setting('settings-second-factor', ({ config }) => config.demo || ADMINISTRATORS.every((role) => config.secondFactorRoles.includes(role))
    ? fine(config.demo ? '演示环境，不要求动态码' : '三员必须用动态码')
    : wrong(`CHUNFENG_TOTP_ROLES=${config.secondFactorRoles.join(',') || 'none'}：管理员只凭口令就能登录，等保三级要求两种以上组合鉴别`, 'unset CHUNFENG_TOTP_ROLES')),
  setting('settings-scan', ({ environment }) => {
    const [program = ''] = environment['CHUNFENG_SCAN_COMMAND']?.trim().split(/\s+/) ?? []
    return program === '' ? fine('没有接查毒程序（CHUNFENG_SCAN_COMMAND）') : isProgram(program, environment['PATH'])
      ? fine(`上传的文件交给 ${program} 查毒`)
      : wrong(`查毒程序 ${program} 不在或不能运行：所有上传都会被拒绝。请装好它，或先不查毒`, 'unset CHUNFENG_SCAN_COMMAND')
  }),
  setting('settings-metrics', ({ environment }) => isStrong(environment['CHUNFENG_METRICS_TOKEN'])
    ? fine('/metrics 只对本机和持有令牌者开放')
    : wrong(`CHUNFENG_METRICS_TOKEN 少于 ${TOKEN_CHARACTERS_MIN} 个字符，容易被猜到`,
      'export CHUNFENG_METRICS_TOKEN=$(head -c 24 /dev/urandom | base64 | tr -d /+=)')),
]

function isStrong(token: string | undefined): boolean {
  return token === undefined || token === '' || token.length >= TOKEN_CHARACTERS_MIN
}

/** Whether the shell would find it. */
function isProgram(program: string, path = ''): boolean {
  const places = program.includes('/') ? [program] : path.split(':').map((folder) => join(folder, program))
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}
