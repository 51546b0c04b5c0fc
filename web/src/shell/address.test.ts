import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { QUEUES } from '../api/types.ts'
import { roomAddress, ROOMS, roomsFor } from './rooms.ts'
import { caseAddress, placeAt, queueAddress, signInAddress } from './address.ts'

function placeOf(address: string) {
  const url = new URL(address, 'http://localhost')
  return placeAt(url.pathname, url.search)
}

describe('工作台的地址', () => {
  it('进来就是待办', () => {
    assert.deepEqual(placeOf('/staff'), { page: 'queue', queue: 'todo' })
    assert.deepEqual(placeOf('/staff/'), { page: 'queue', queue: 'todo' })
  })

  it('每个队列有地址', () => {
    for (const queue of QUEUES) assert.deepEqual(placeOf(queueAddress(queue)), { page: 'queue', queue })
  })

  it('办件有地址，可以直接打开一步', () => {
    assert.deepEqual(placeOf(caseAddress('abc')), { page: 'case', caseId: 'abc', take: null })
    assert.deepEqual(placeOf(caseAddress('abc', 'main')), { page: 'case', caseId: 'abc', take: 'main' })
  })

  it('队列以外的页面各有地址，问号后面的原样带着', () => {
    for (const { room } of ROOMS) assert.deepEqual(placeOf(roomAddress(room, 'a=1')), { page: 'room', room, query: '?a=1' })
    assert.deepEqual(placeOf('/staff/ratings/x'), { page: 'unknown' })
  })

  it('每个页面只给写明的岗位，没有岗位的一个也没有', () => {
    assert.deepEqual(roomsFor({ roles: [] }), [])
    assert.deepEqual(roomsFor({ roles: ['bureau'] }).map(({ room }) => room).filter((room) => room === 'ratings' || room === 'excluded'), ['excluded'])
  })

  it('领导的首页有自己的地址；旧地址还认得，下面没有别的', () => {
    assert.deepEqual(placeOf('/leader'), { page: 'room', room: 'overview', query: '' })
    assert.deepEqual(placeOf('/leader/?period=year'), { page: 'room', room: 'overview', query: '?period=year' })
    assert.deepEqual(placeOf('/staff/overview?period=year'), { page: 'room', room: 'overview', query: '?period=year' })
    assert.deepEqual(placeOf('/leader/todo'), { page: 'unknown' })
    assert.deepEqual([placeOf('/leader/screen?period=today'), placeOf('/leader/screen/')], [
      { page: 'screen', query: '?period=today' }, { page: 'screen', query: '' },
    ])
    assert.deepEqual(placeOf(signInAddress('/leader/screen?period=today')), { page: 'sign-in', next: '/leader/screen?period=today' })
    assert.equal(roomAddress('overview', 'period=year'), '/leader?period=year')
    assert.deepEqual(placeOf(signInAddress('/leader?period=year')), { page: 'sign-in', next: '/leader?period=year' })
  })

  it('不认识的地址说不认识，不乱猜', () => {
    for (const address of ['/staff/others', '/staff/cases', '/staff/cases/a/b', '/staff/todo/1', '/staff/sign-in/x']) {
      assert.deepEqual(placeOf(address), { page: 'unknown' }, address)
    }
  })
})

describe('登录后回到原处', () => {
  it('原来在哪页就回哪页', () => {
    assert.deepEqual(placeOf(signInAddress('/staff/cases/abc?take=main')), { page: 'sign-in', next: '/staff/cases/abc?take=main' })
    assert.equal(signInAddress('/staff/todo'), '/staff/sign-in')
  })

  it('几个请求同时发现登录过期，原处也不丢；不会一层套一层', () => {
    assert.equal(signInAddress('/staff/sign-in'), '/staff/sign-in')
    assert.deepEqual(placeOf(signInAddress(signInAddress('/staff/done'))), { page: 'sign-in', next: '/staff/done' })
    const nested = `/staff/sign-in?next=${encodeURIComponent('/staff/sign-in?next=%2Fstaff%2Fdone')}`
    assert.deepEqual(placeOf(nested), { page: 'sign-in', next: '/staff/todo' })
  })

  it('别的网站、别的页面去不了', () => {
    const strange = ['https://example.com', '//example.com', '/\\example.com', 'javascript:alert(1)', '/staff@example.com']
    for (const bad of [...strange, '/', '/staffing', '/api/me', '/staff/../api/me', '/staff/%2e%2e/api/me', '/leaders', '/leader/../api/me']) {
      assert.deepEqual(placeOf(`/staff/sign-in?next=${encodeURIComponent(bad)}`), { page: 'sign-in', next: '/staff/todo' }, bad)
    }
  })

  it('不管写什么，回去的总是工作台自己的页面', () => {
    fc.assert(fc.property(fc.string({ maxLength: 40 }), (next) => {
      const place = placeOf(`/staff/sign-in?next=${encodeURIComponent(next)}`)
      assert.ok(place.page === 'sign-in')
      const target = new URL(place.next, 'http://here.test')
      assert.equal(target.host, 'here.test')
      assert.match(target.pathname, /^\/(staff|leader)(\/|$)/)
    }))
  })
})
