import assert from 'node:assert/strict'
import { it } from 'node:test'
import { doorTo, doorwayIn, openDoor, pageAt, scopeQuery } from './doorway.ts'

const TURNS = doorwayIn(new URLSearchParams('show=turns&about=transport&period=month&tables=1'), '/leader/screen')

it('和大屏轮着放的时候换时段、打开一个数再关上，还是轮着放', () => {
  assert.equal(pageAt(TURNS, { period: 'year' }), '/leader/screen?period=year&show=turns&about=transport')
  const door = doorTo(TURNS, 'received', { unit: 'housing' })
  const opened = new URL(door, 'http://x').searchParams
  assert.deepEqual([opened.get('show'), opened.get('about'), opened.get('unit')], ['turns', 'transport', 'housing'])
  assert.equal(pageAt(doorwayIn(opened, '/leader/screen')), '/leader/screen?period=month&show=turns&about=transport')
})

it('问服务器要数，不带这些', () => {
  assert.equal(scopeQuery(TURNS), 'period=month')
  assert.equal(
    openDoor(new URLSearchParams('show=turns&measure=late&unit=housing&day=2026-03-02'), TURNS),
    'period=month&measure=late&day=2026-03-02&organisation=housing',
  )
})
