import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { shortcutOf, takesText, type Press } from './keyboard.ts'

function press(key: string, others: Partial<Press> = {}): Press {
  return { key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false, ...others }
}

describe('快捷键', () => {
  it('单个字母就是快捷键，大写与小写不同', () => {
    assert.equal(shortcutOf(press('a')), 'a')
    assert.equal(shortcutOf(press('X')), 'X')
  })

  it('全角的问号和方括号一样管用', () => {
    assert.equal(shortcutOf(press('？')), '?')
    assert.equal(shortcutOf(press('【')), '[')
    assert.equal(shortcutOf(press('】')), ']')
  })

  it('放大不必按住 Shift', () => assert.equal(shortcutOf(press('=')), '+'))

  it('带 Ctrl、Alt、Command 的留给浏览器和系统', () => {
    for (const modifier of ['ctrlKey', 'altKey', 'metaKey']) assert.equal(shortcutOf(press('a', { [modifier]: true })), undefined)
  })

  it('输入法正在选字时不算', () => assert.equal(shortcutOf(press('a', { isComposing: true })), undefined))

  it('按住不放只连续移动，不连续办理', () => {
    assert.equal(shortcutOf(press('j', { repeat: true })), 'j')
    assert.equal(shortcutOf(press('a', { repeat: true })), undefined)
    assert.equal(shortcutOf(press('n', { repeat: true })), undefined)
  })
})

describe('正在打字的地方字母就是字母', () => {
  it('文本框、多行文本、下拉、可编辑区域', () => {
    assert.ok(takesText({ tagName: 'INPUT', type: 'text' }))
    assert.ok(takesText({ tagName: 'INPUT' }))
    assert.ok(takesText({ tagName: 'INPUT', type: 'date' }))
    assert.ok(takesText({ tagName: 'TEXTAREA' }))
    assert.ok(takesText({ tagName: 'SELECT' }))
    assert.ok(takesText({ tagName: 'DIV', isContentEditable: true }))
  })

  it('勾选框、按钮、链接上快捷键照常', () => {
    assert.ok(!takesText({ tagName: 'INPUT', type: 'checkbox' }))
    assert.ok(!takesText({ tagName: 'INPUT', type: 'radio' }))
    assert.ok(!takesText({ tagName: 'BUTTON' }))
    assert.ok(!takesText({ tagName: 'A' }))
  })
})
