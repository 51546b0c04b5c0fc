import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { messagesPage, type InboxFacts } from './messages-page.ts'

const message = { id: 7, caseId: null, title: '系统维护', body: '明天<b>上午</b>', createdAt: new Date('2026-03-02T01:00:00Z'), readAt: null }
const shown = (facts: Partial<InboxFacts>) => messagesPage({ messages: [message], page: 1, pages: 1, unread: 1, ...facts })

describe('消息页', () => {
  it('没读的标出来，能按“知道了”；读过的不再标', () => {
    const text = String(shown({}).main)
    assert.match(text, /没读.*系统维护.*明天&lt;b&gt;上午&lt;\/b&gt;.*2026年3月2日 09:00.*action="\/me\/messages\/7\/read"/s)
    assert.equal(shown({}).title, '消息（1 条没读）')
    assert.doesNotMatch(String(shown({ messages: [{ ...message, readAt: new Date() }] }).main), /没读|知道了/)
  })

  it('说的是办件的，点了就到办件', () => {
    assert.match(String(shown({ messages: [{ ...message, caseId: 'c1' }] }).main), /<a href="\/cases\/c1">系统维护<\/a>/)
  })

  it('还没有消息时说以后会有什么', () => {
    assert.match(String(shown({ messages: [], unread: 0 }).main), /还没有消息。办件有新进展时/)
  })
})
