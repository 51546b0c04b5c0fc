import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { saidIn } from './said-in.ts'

const event = (seq: number, step: string, data: Record<string, unknown> = {}) => ({ seq, at: '2026-03-02T09:00:00Z', step, by: '市场监管局', data })

describe('咨询页上的问和答', () => {
  it('按先后：提问、答复、追问；转给单位这样的步骤没有话', () => {
    const said = saidIn({ form: { question: '要环评吗' } }, [
      event(1, 'open'), event(2, 'register'), event(3, 'answer', { answer: '不用', public: true, publicQuestion: '要办环评吗？' }),
      event(4, 'followUp', { question: '烧烤呢' }),
    ])
    assert.deepEqual(said.map(({ by, text, published }) => [by, text, published]), [
      ['提问', '要环评吗', null], ['市场监管局答复', '不用', '要办环评吗？'], ['追问', '烧烤呢', null],
    ])
  })

  it('没有公开、已经撤下的不说公开；看不到的什么也没有', () => {
    assert.equal(saidIn({ form: {} }, [event(3, 'answer', { answer: '不用', publicQuestion: '写了没勾' })])[0]?.published, null)
    assert.deepEqual(saidIn({ form: {} }, [event(1, 'open'), event(3, 'answer')]), [])
    const answer = (seq: number) => event(seq, 'answer', { answer: '不用', public: true, publicQuestion: '要吗？' })
    assert.deepEqual(saidIn({ form: {} }, [answer(3), event(4, 'retract'), answer(6)]).map(({ published }) => published), [null, '要吗？'])
  })
})
