import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { townNamedIn } from '#base/people'
import type { ItemForm } from '#base/catalog'
import { placeOfFiling } from './filing-place.ts'

const form = (properties: Record<string, { title: string; 'x-kind'?: string }>): ItemForm =>
  // Safe: only titles and kinds are read.
  ({
    type: 'object', properties: Object.fromEntries(Object.entries(properties).map(([name, field]) => [name, { type: 'string', ...field }])),
  }) as unknown as ItemForm
const HOME = { home: { title: '现在住的地址', 'x-kind': 'address' } }

describe('申请归哪个镇街', () => {
  it('镇街的窗口收的，归这个镇街，不看地址', () => {
    assert.equal(placeOfFiling({ receivingOrganisation: 'tanbu', form: form(HOME) }, { home: '花都区狮岭镇示例路 1 号' }), '440114107')
  })

  it('区的窗口收的，看申请表的地址；没有写镇街的归区里', () => {
    const place = (home: unknown) => placeOfFiling({ receivingOrganisation: 'hall', form: form(HOME) }, { home })
    assert.deepEqual(['广东省广州市花都区狮岭镇示例路 1 号', '新华街道某路', '花都区示例路 1 号', 7, undefined].map(place), ['440114109', '440114001', '440114', '440114', '440114'])
  })

  it('邮寄到哪里不算；不是地址的字里提到镇街也不算', () => {
    const item = {
      receivingOrganisation: 'hall',
      form: form({ post: { title: '邮寄地址', 'x-kind': 'address' }, name: { title: '名称' }, site: { title: '建设地址', 'x-kind': 'address' } }),
    }
    assert.equal(placeOfFiling(item, { post: '花城街 1 号', name: '狮岭镇某店', site: '花东镇某路' }), '440114105')
    assert.equal(placeOfFiling(item, { post: '花城街 1 号', name: '狮岭镇某店', site: '' }), '440114')
  })

  it('别的区、县里同名的不算；写了花都区的算先写的那个', () => {
    assert.deepEqual(['某市白云区新华街 1 号', '某县花山镇', '花都区工业园区花山镇花城街旁', ''].map(townNamedIn), [undefined, undefined, '440114104', undefined])
  })
})
