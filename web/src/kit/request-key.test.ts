import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { keyKeeper, newRequestKey } from './request-key.ts'

describe('重发同一个请求只有一次效果', () => {
  const counted = () => { let made = 0; return keyKeeper(() => `key-${++made}`) }

  it('同样的内容同一个键', () => {
    const keyFor = counted()
    assert.equal(keyFor({ opinion: '同意', version: 3 }), keyFor({ opinion: '同意', version: 3 }))
  })

  it('改了内容换键，改回去也是新的：那是另一次提交', () => {
    const keyFor = counted()
    const keys = ['同意', '不同意', '同意'].map((opinion) => keyFor({ opinion }))
    assert.deepEqual(keys, ['key-1', 'key-2', 'key-3'])
  })

  it('每张表单各有自己的键', () => assert.notEqual(keyKeeper()({}), keyKeeper()({})))

  it('键够长，全是能放进请求头的字符', () => assert.match(newRequestKey(), /^[0-9a-f]{32}$/))
})
