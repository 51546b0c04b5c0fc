import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createSounds, type Sounds } from './sounds.ts'

function heard(...names: string[]): Sounds {
  const sounds = createSounds()
  for (const name of names) sounds.soundOf(name)
  return sounds
}

describe('读音', () => {
  it('同音字读音相同，异音字不同', () => {
    const sounds = createSounds()
    assert.equal(sounds.soundOf('公正'), sounds.soundOf('公证'))
    assert.equal(sounds.soundOf('護照'), sounds.soundOf('护照'))
    assert.notEqual(sounds.soundOf('公证'), sounds.soundOf('公司'))
  })

  it('平翘舌、前后鼻音不分的人也找得到', () => {
    const sounds = createSounds()
    assert.equal(sounds.soundOf('资'), sounds.soundOf('知'))
    assert.equal(sounds.soundOf('山'), sounds.soundOf('三'))
    assert.equal(sounds.soundOf('真'), sounds.soundOf('争'))
    assert.notEqual(sounds.soundOf('昂'), sounds.soundOf('嗯'))
  })

  it('多音字按词读', () => {
    const sounds = createSounds()
    assert.equal(sounds.soundOf('银行').charAt(1), sounds.soundOf('航'))
    assert.equal(sounds.soundOf('行走').charAt(0), sounds.soundOf('形'))
  })

  it('每个字一个音，生僻字也不错位', () => {
    const sounds = createSounds()
    fc.assert(fc.property(fc.array(fc.integer({ min: 0x3400, max: 0x9fff }), { minLength: 1, maxLength: 12 }), (codes) => {
      const run = String.fromCharCode(...codes)
      assert.equal(sounds.soundOf(run).length, run.length)
      assert.equal(sounds.initialsOf(run).length, run.length)
    }))
  })

  it('首字母', () => {
    assert.equal(createSounds().initialsOf('社保卡'), 'sbk')
  })
})

describe('把字母读成拼音', () => {
  it('连写的拼音分得开', () => {
    const sounds = heard('社保卡', '驾驶证', '出生登记')
    assert.equal(sounds.readPinyin('shebaoka'), sounds.soundOf('社保卡'))
    assert.equal(sounds.readPinyin('jiashizheng'), sounds.soundOf('驾驶证'))
    assert.equal(sounds.readPinyin('chushengdengji'), sounds.soundOf('出生登记'))
  })

  it('ü 写成 v 或者略去两点都认得', () => {
    const sounds = heard('旅馆', '策略', '虐待')
    assert.equal(sounds.readPinyin('lvguan'), sounds.soundOf('旅馆'))
    assert.equal(sounds.readPinyin('celve'), sounds.soundOf('策略'))
    assert.equal(sounds.readPinyin('celue'), sounds.soundOf('策略'))
    assert.equal(sounds.readPinyin('nuedai'), sounds.soundOf('虐待'))
  })

  it('能少分一个音节就少分：xian 是“先”不是“西安”', () => {
    const sounds = heard('先', '西安')
    assert.equal(sounds.readPinyin('xian'), sounds.soundOf('先'))
  })

  it('夹一个打错的字母还读得出，读不出四分之一的不硬读', () => {
    const sounds = heard('社保卡')
    assert.equal(sounds.readPinyin('shebaokax'), sounds.soundOf('社保卡'))
    assert.equal(sounds.readPinyin('sbk'), '')
    assert.equal(sounds.readPinyin('kaxyz'), '')
    assert.equal(sounds.readPinyin(''), '')
  })

  it('没有听过的音读不出来', () => {
    assert.equal(createSounds().readPinyin('shebaoka'), '')
  })
})
