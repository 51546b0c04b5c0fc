import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { errandOf, keysOf, namesOf, sameName, weighName } from './names.ts'
import { createSounds } from './sounds.ts'

const sounds = createSounds()

describe('事项的名称', () => {
  it('正式名称在前，日常用语在后', () => {
    const names = namesOf('社会保障卡申领', ['社保卡'], sounds)
    assert.deepEqual(names.map(({ kind, bare }) => [kind, bare]), [['official', '社会保障卡申领'], ['everyday', '社保卡']])
  })

  it('写成一串的日常用语，整串算一个，够长的每段也算一个', () => {
    const bare = namesOf('甲', ['遗失补发,变更，驾驶证补证、换'], sounds).slice(1).map((name) => name.bare)
    assert.deepEqual(bare, ['遗失补发变更驾驶证补证换', '遗失补发', '驾驶证补证'])
  })

  it('重复的、没有字的日常用语不要', () => {
    assert.equal(namesOf('甲', ['社保卡', '社保卡！', '，', ''], sounds).length, 2)
  })

  it('只差标点的名称是同一个', () => {
    assert.equal(sameName('审核(（占编人员）)'), sameName('审核（占编人员）'))
    assert.notEqual(sameName('审核（占编人员）'), sameName('审核（聘用人员）'))
  })

  it('可以按字、按相邻两字、按读音找到', () => {
    const [name] = namesOf('公证(遗嘱)', [], sounds)
    assert.ok(name)
    const keys = keysOf(name)
    for (const key of ['公', '公证', '遗嘱', sounds.soundOf('公证')]) assert.ok(keys.has(key), key)
    assert.equal(keys.has('证遗'), false)
    assert.equal(keys.has(sounds.soundOf('证遗')), false)
  })

  it('主干和括号分开称重', () => {
    const [name] = namesOf('公证(遗嘱)', [], sounds)
    assert.ok(name)
    weighName(name, (term) => term.length)
    assert.deepEqual([name.headWeight, name.tailWeight], [4, 4])
  })
})

describe('事项办的是什么事', () => {
  it('变更、补办、注销是分支，首次办理不是', () => {
    assert.deepEqual(errandOf('残疾人证挂失补办').branches, ['挂失', '补办'])
    assert.deepEqual(errandOf('残疾人证新办证申请').branches, [])
    assert.deepEqual(errandOf('变更登记（变更）').branches, ['变更'])
  })

  it('查询是了解情况，进度查询是看别的事项办到哪里', () => {
    assert.deepEqual(errandOf('律师信息查询'), { branches: [], looksUp: true, progress: false })
    assert.deepEqual(errandOf('护照办证进度查询'), { branches: [], looksUp: true, progress: true })
    assert.deepEqual(errandOf('护照办理'), { branches: [], looksUp: false, progress: false })
  })
})
