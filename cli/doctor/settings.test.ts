import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { configFrom } from '#platform/config'
import type { Finding, Machine } from './check.ts'
import { LIMITS } from './limits.ts'
import { settingChecks } from './settings.ts'

async function found(id: string, environment: Readonly<Record<string, string>>): Promise<Finding> {
  const check = settingChecks.find((one) => one.id === id)
  assert(check, id)
  const machine: Machine = { config: configFrom(environment), environment, state: 'absent', now: new Date(0), limits: LIMITS }
  return check.look(machine)
}

const REAL = { CHUNFENG_DEMO: '0' }

describe('薄弱的设置', () => {
  it('正式环境三员必须用动态码，少一个就说；演示环境不要求', async () => {
    assert.equal((await found('settings-second-factor', REAL)).ok, true)
    assert.equal((await found('settings-second-factor', { CHUNFENG_DEMO: '1' })).ok, true)
    for (const roles of ['none', 'sysadmin,secadmin', 'auditor']) {
      const { ok, heal } = await found('settings-second-factor', { ...REAL, CHUNFENG_TOTP_ROLES: roles })
      assert.deepEqual([ok, heal], [false, 'unset CHUNFENG_TOTP_ROLES'], roles)
    }
    assert.equal((await found('settings-second-factor', { ...REAL, CHUNFENG_TOTP_ROLES: 'window,sysadmin,secadmin,auditor' })).ok, true)
  })

  it('查毒程序写了就要找得到、能运行', async () => {
    assert.equal((await found('settings-scan', REAL)).ok, true)
    for (const command of ['sh -c', '/bin/sh'])
      assert.equal((await found('settings-scan', { ...REAL, PATH: '/usr/bin:/bin', CHUNFENG_SCAN_COMMAND: command })).ok, true, command)
    for (const command of ['no-such-scanner', '/etc/passwd', '/nowhere/clamdscan --no-summary']) {
      assert.equal((await found('settings-scan', { ...REAL, PATH: '/usr/bin:/bin', CHUNFENG_SCAN_COMMAND: command })).ok, false, command)
    }
  })

  it('对外监听要有代理，令牌要够长，日志要留', async () => {
    assert.equal((await found('settings-plain-http', { HOST: '0.0.0.0' })).ok, false)
    assert.equal((await found('settings-plain-http', { HOST: '0.0.0.0', CHUNFENG_PROXY: '10.0.0.1' })).ok, true)
    assert.equal((await found('settings-metrics', { CHUNFENG_METRICS_TOKEN: 'x'.repeat(15) })).ok, false)
    assert.equal((await found('settings-metrics', { CHUNFENG_METRICS_TOKEN: 'x'.repeat(16) })).ok, true)
    assert.equal((await found('settings-log', { CHUNFENG_LOG: 'fatal' })).ok, false)
  })
})
