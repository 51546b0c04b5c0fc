import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { configFrom, ConfigTrouble } from '#platform/config'

const RIGHT = { CHUNFENG_OIDC_ISSUER: 'https://id.example.cn/auth', CHUNFENG_OIDC_CLIENT_ID: 'chunfeng', CHUNFENG_OIDC_CLIENT_SECRET: 'not-for-eyes' }
const troubleIn = (env: NodeJS.ProcessEnv): string => {
  try {
    configFrom(env)
  } catch (error) {
    if (error instanceof ConfigTrouble) return error.message
  }
  return ''
}

describe('统一身份认证的设置', () => {
  it('什么也不设就没有；设了地址和编号就有，其余用默认值', () => {
    assert.equal(configFrom({}).unifiedIdentity, null)
    assert.deepEqual(configFrom(RIGHT).unifiedIdentity, {
      issuer: 'https://id.example.cn/auth', clientId: 'chunfeng', clientSecret: 'not-for-eyes', label: '统一身份认证', scope: 'openid profile',
      claims: { name: 'name', idNumber: 'id_number', phone: 'phone_number', organisation: 'org_name', creditCode: 'uscc' },
    })
    assert.equal(configFrom({ ...RIGHT, CHUNFENG_OIDC_CLIENT_SECRET: '' }).unifiedIdentity?.clientSecret, undefined)
  })

  it('字段名照对方的写，没有写的用默认', () => {
    const claims = configFrom({ ...RIGHT, CHUNFENG_OIDC_CLAIMS: 'name=real_name, idNumber=urn:cert/no' }).unifiedIdentity?.claims
    assert.deepEqual([claims?.name, claims?.idNumber, claims?.phone], ['real_name', 'urn:cert/no', 'phone_number'])
    for (const wrong of ['name', 'name=', 'name=a b', 'nobody=x', 'name=a=b', '__proto__=x', 'constructor=x']) {
      assert.match(troubleIn({ ...RIGHT, CHUNFENG_OIDC_CLAIMS: wrong }), /CHUNFENG_OIDC_CLAIMS/, wrong)
    }
  })

  it('只设一半、不是 https、范围里没有 openid、名称太长：说出是哪一个', () => {
    assert.match(troubleIn({ CHUNFENG_OIDC_ISSUER: RIGHT.CHUNFENG_OIDC_ISSUER }), /CHUNFENG_OIDC_CLIENT_ID/)
    assert.match(troubleIn({ CHUNFENG_OIDC_CLIENT_ID: 'chunfeng' }), /CHUNFENG_OIDC_ISSUER/)
    for (const issuer of ['http://id.example.cn', 'id.example.cn', 'ftp://id.example.cn', 'https://a:b@id.example.cn']) {
      assert.match(troubleIn({ ...RIGHT, CHUNFENG_OIDC_ISSUER: issuer }), /CHUNFENG_OIDC_ISSUER/, issuer)
    }
    assert.equal(troubleIn({ ...RIGHT, CHUNFENG_OIDC_ISSUER: 'http://127.0.0.1:3000' }), '')
    assert.match(troubleIn({ ...RIGHT, CHUNFENG_OIDC_SCOPE: 'profile' }), /CHUNFENG_OIDC_SCOPE/)
    assert.match(troubleIn({ ...RIGHT, CHUNFENG_OIDC_LABEL: '长'.repeat(21) }), /CHUNFENG_OIDC_LABEL/)
  })

  it('毛病里不写出客户端密钥', () => {
    assert.doesNotMatch(troubleIn({ ...RIGHT, CHUNFENG_OIDC_ISSUER: 'x', CHUNFENG_OIDC_SCOPE: 'x' }), /not-for-eyes/)
  })

  it('公开地址：只要源，不要路径', () => {
    assert.equal(configFrom({ CHUNFENG_PUBLIC_URL: 'https://zwfw.example.cn/' }).publicUrl, 'https://zwfw.example.cn')
    for (const wrong of ['zwfw.example.cn', 'https://zwfw.example.cn/path', 'http://zwfw.example.cn', 'https://zwfw.example.cn/?a=b']) {
      assert.match(troubleIn({ CHUNFENG_PUBLIC_URL: wrong }), /CHUNFENG_PUBLIC_URL/, wrong)
    }
  })
})
