import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, it } from 'node:test'
import { configFrom, ConfigTrouble } from '#platform/config'

const troubleIn = (env: NodeJS.ProcessEnv): string => {
  try {
    configFrom(env)
  } catch (error) {
    if (error instanceof ConfigTrouble) return error.message
  }
  return ''
}

describe('环境变量', () => {
  it('什么也不设：本机 8080 端口、内置数据库、带演示数据', () => {
    assert.deepEqual(configFrom({}), {
      host: '127.0.0.1',
      port: 8080,
      databaseUrl: undefined,
      dataDirectory: resolve('.data'),
      keysDirectory: resolve('.data.keys'),
      demo: true, demoCases: true,
      today: undefined,
      logLevel: 'info',
      trustedProxy: undefined,
      passwordPolicy: 'mlps3',
      secondFactorRoles: [], standInDaysMax: 30,
      unifiedIdentity: null,
      publicUrl: undefined,
    })
  })

  it('空值等于没有设', () => {
    const names = ['PORT', 'HOST', 'DATABASE_URL', 'CHUNFENG_DATA', 'CHUNFENG_DEMO', 'CHUNFENG_TODAY', 'CHUNFENG_LOG']
    assert.deepEqual(configFrom(Object.fromEntries(names.map((name) => [name, '']))), configFrom({}))
  })

  it('用自己的数据库时默认不带演示数据，要也可以', () => {
    const DATABASE_URL = 'postgresql://chunfeng:x@10.0.0.1:5432/chunfeng'
    assert.deepEqual([configFrom({ DATABASE_URL }).demo, configFrom({ DATABASE_URL, CHUNFENG_DEMO: '1' }).demo], [false, true])
    assert.equal(configFrom({ CHUNFENG_DEMO: '0' }).demo, false)
    assert.deepEqual([configFrom({ CHUNFENG_DEMO: '1', CHUNFENG_DEMO_CASES: '0' }).demoCases, configFrom({ CHUNFENG_DEMO: '1' }).demoCases], [false, true])
  })

  it('正式库默认要求三种管理员绑定身份验证器，演示不要求；都可以改', () => {
    assert.deepEqual(configFrom({ CHUNFENG_DEMO: '0' }).secondFactorRoles, ['sysadmin', 'secadmin', 'auditor'])
    assert.deepEqual(configFrom({ CHUNFENG_DEMO: '0', CHUNFENG_TOTP_ROLES: 'none' }).secondFactorRoles, [])
    assert.deepEqual(configFrom({ CHUNFENG_TOTP_ROLES: 'approver, window' }).secondFactorRoles, ['approver', 'window'])
    assert.equal(configFrom({ CHUNFENG_PASSWORD_POLICY: 'asvs5' }).passwordPolicy, 'asvs5')
  })

  it('对的值照用', () => {
    const env = { PORT: '0', HOST: '::', CHUNFENG_DATA: '/srv/chunfeng', CHUNFENG_TODAY: '2024-02-29', CHUNFENG_LOG: 'warn' }
    const config = configFrom(env)
    assert.deepEqual([config.port, config.host, config.dataDirectory, config.today, config.logLevel], [0, '::', '/srv/chunfeng', '2024-02-29', 'warn'])
    for (const HOST of ['localhost', '0.0.0.0', '::1', 'chunfeng.example.cn']) assert.equal(configFrom({ HOST }).host, HOST)
  })

  const bad: [string, string[]][] = [
    ['PORT', ['http', '-1', '65536', '80.5', '0x50', ' 80', '999999']],
    ['HOST', ['http://localhost', 'localhost:8080', '本机 1', '/tmp/socket']],
    ['DATABASE_URL', ['chunfeng', 'mysql://a@b/c', 'http://localhost']],
    ['CHUNFENG_DEMO', ['yes', 'true', '2']],
    ['CHUNFENG_TODAY', ['2023-02-29', '2024-4-26', 'today']],
    ['CHUNFENG_LOG', ['verbose', 'INFO']],
    ['CHUNFENG_PASSWORD_POLICY', ['strong', 'ASVS5']],
    ['CHUNFENG_TOTP_ROLES', ['window;reviewer', 'Window', ',']],
  ]
  for (const [name, values] of bad) {
    it(`${name} 不对时说明是哪一个、应该是什么`, () => {
      for (const value of values) assert.match(troubleIn({ [name]: value }), new RegExp(`^环境变量 ${name}=.* 不对：应为`), value)
    })
  }

  it('几处不对一次说全', () => {
    assert.equal(troubleIn({ PORT: 'x', CHUNFENG_DEMO: 'x', CHUNFENG_TODAY: 'x' }).split('\n').length, 3)
  })

  it('数据库地址里的口令不出现在报错里', () => {
    assert.doesNotMatch(troubleIn({ DATABASE_URL: 'mysql://root:secret@db/x' }), /secret/)
  })

  it('启动时发现不对，以代码 2 退出，只有一句话，没有堆栈', () => {
    const config = JSON.stringify(new URL('./config.ts', import.meta.url).href)
    const program = `import { readConfig } from ${config}; readConfig(); console.log('继续了')`
    const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
      env: { ...process.env, PORT: 'x' },
    })
    assert.deepEqual([status, stdout, stderr], [2, '', '环境变量 PORT=x 不对：应为 0 到 65535 的整数\n'])
  })
})
