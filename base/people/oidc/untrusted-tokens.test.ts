import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { runSql } from '#platform/database'
import { District } from '../rights.test-support.ts'
import { CrookedProvider, type Crooked } from './crooked-provider.test-support.ts'
import { CLIENT } from './local-provider.test-support.ts'
import { Traveller } from './traveller.test-support.ts'
import type { TroubleName } from './troubles.ts'
import { PUBLIC_URL, setUnified } from './unified.test-support.ts'

let district: District
let provider: CrookedProvider
before(async () => {
  district = await District.open()
  provider = await CrookedProvider.start()
})
after(async () => {
  setUnified({})
  await provider.stop()
  await district.test.close()
})
beforeEach(() => {
  district.newDoor()
  setUnified(provider.environment())
})

const HOUR = 3600
const now = (): number => Math.floor(Date.now() / 1000)

/** Goes away and comes back with a code, after which the provider answers as told. */
async function comesBack(crooked: Crooked, more: Readonly<Record<string, string>> = {}): Promise<{ location: string; traveller: Traveller }> {
  const traveller = new Traveller(district)
  const { searchParams } = new URL((await traveller.get('/sign-in/unified')).location)
  provider.nonce = searchParams.get('nonce') ?? ''
  provider.crooked = crooked
  const back = new URLSearchParams({ code: 'code-1', state: searchParams.get('state') ?? '', ...more })
  return { location: (await traveller.get(`/sign-in/unified/callback?${back}`)).location, traveller }
}

const CROOKED: Readonly<Record<string, { why: TroubleName; crooked: () => Crooked }>> = {
  随机数不是这一次的: { why: 'untrusted', crooked: () => ({ claims: { nonce: 'another-time' } }) },
  没有随机数: { why: 'untrusted', crooked: () => ({ claims: { nonce: undefined } }) },
  签发给别的客户端: { why: 'untrusted', crooked: () => ({ claims: { aud: 'another-client' } }) },
  签发给几家又没写明是谁要的: { why: 'untrusted', crooked: () => ({ claims: { aud: [CLIENT.id, 'another-client'] } }) },
  签发者是别人: { why: 'untrusted', crooked: () => ({ claims: { iss: 'https://evil.example' } }) },
  签名是陌生的钥匙: { why: 'untrusted', crooked: () => ({ strangerKey: true }) },
  没有签名: { why: 'untrusted', crooked: () => ({ header: { alg: 'none' } }) },
  用没有公布的钥匙编号: { why: 'untrusted', crooked: () => ({ header: { kid: 'unknown' } }) },
  没有写给谁签的: { why: 'untrusted', crooked: () => ({ claims: { sub: undefined } }) },
  早就过期: { why: 'clock', crooked: () => ({ claims: { iat: now() - 2 * HOUR, exp: now() - HOUR } }) },
  还没有生效: { why: 'clock', crooked: () => ({ claims: { nbf: now() + HOUR, exp: now() + 2 * HOUR } }) },
  令牌地址回答服务器错误: { why: 'silent', crooked: () => ({ answer: { status: 500, body: '{}' } }) },
  令牌地址回答一个网页: { why: 'silent', crooked: () => ({ answer: { status: 200, body: '<p>维护中</p>', type: 'text/html' } }) },
  令牌地址说授权码用过了: { why: 'expired', crooked: () => ({ answer: { status: 400, body: '{"error":"invalid_grant"}' } }) },
  令牌里没有身份: { why: 'untrusted', crooked: () => ({ answer: { status: 200, body: '{"access_token":"x","token_type":"Bearer"}' } }) },
}

describe('对方的回答有毛病，一概不登录', () => {
  for (const [title, { why, crooked }] of Object.entries(CROOKED)) {
    it(`${title}：${why}`, async () => {
      const { location, traveller } = await comesBack(crooked())
      assert.equal(location, `/sign-in/unified/trouble?why=${why}`)
      assert.equal(traveller.here.has('session'), false)
      assert.deepEqual(await runSql(district.test.db, "select 1 from people.account where login like 'unified-%'"), [])
      assert.match((await traveller.get(location)).body, /没有登录，也没有改动任何东西/)
    })
  }

  it('两边的钟差半分钟不要紧', async () => {
    const { location } = await comesBack({ claims: { iat: now() - 90, exp: now() - 30 } })
    assert.equal(location, '/me')
  })

  it('回来时带的签发者不是它', async () => {
    const { location } = await comesBack({}, { iss: 'https://evil.example' })
    assert.equal(location, '/sign-in/unified/trouble?why=untrusted')
  })

  it('对方说自己忙，和没有回应一样；说别的，就请从头再来', async () => {
    assert.match((await comesBack({}, { error: 'temporarily_unavailable' })).location, /why=silent/)
    assert.match((await comesBack({}, { error: 'invalid_scope' })).location, /why=expired/)
  })

  it('审计里记着为什么，只有原因的代码', async () => {
    await runSql(district.test.db, 'select 1')
    await comesBack({ claims: { aud: 'another-client' } })
    const [entry] = await runSql<{ account: string; detail: object }>(
      district.test.db,
      "select account, detail from audit.entry where outcome = 'refused' order by id desc limit 1",
    )
    assert.deepEqual([entry?.account, entry?.detail], ['unknown', { refused: 'untrusted', cause: 'OAUTH_JWT_CLAIM_COMPARISON_FAILED' }])
  })

  it('对方只收表单里的客户端密钥，就放在表单里；验证码一起送', async () => {
    await comesBack({})
    assert.match(provider.asked, /^\n.*client_secret=/s)
    assert.match(provider.asked, /code_verifier=[\w-]{43}/)
    assert.doesNotMatch(provider.asked, new RegExp(PUBLIC_URL))
  })
})
