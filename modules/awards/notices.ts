import { tell } from '#base/messages'
import type { AfterReaction, Call, Case, CaseEvent } from '#kernel'
import { NOMINATION_TYPE, OBJECTION_TYPE } from './nominations/names.ts'

interface Told { title: string; body: string }

/** What the nominee is told; who nominated her is not in it. */
const TO_NOMINEE: Readonly<Record<string, (event: CaseEvent) => Told>> = {
  open: ({ data }) => (agreedIn(data) ? { title: '收到您的自荐', body: '资格审查以后会告诉您。' } : { title: '有人推荐了您', body: '同意参评的，请打开这件提名点“同意参评”；不同意可以撤回，不用说理由。' }),
  qualify: () => ({ title: '通过了资格审查', body: '推荐截止以后锁定证据，由评委初评。' }),
  reject: ({ data }) => ({ title: '没有通过资格审查', body: wordIn(data, 'reason') }),
  shortlist: ({ data }) => ({ title: '初评入选，开始公示', body: `公示到 ${wordIn(data, 'until')}。` }),
  moveUp: ({ data }) => ({ title: '前面有人取消资格，由您递补，开始公示', body: `公示到 ${wordIn(data, 'until')}。` }),
  leaveOut: () => ({ title: '初评没有入选', body: '谢谢您的参与。每一项怎样算的，请打开查看。' }),
  hold: () => ({ title: '公示中收到异议', body: '监督部门核实并答复以前，不审定、不授牌。' }),
  disqualify: ({ data }) => ({ title: '被取消了资格', body: wordIn(data, 'reason') }),
  award: () => ({ title: '已授牌', body: '祝贺您。证书请打开下载。' }),
  revoke: ({ data }) => ({ title: '已摘牌，证书撤销', body: wordIn(data, 'reason') }),
}

/** The written answer, to whoever objected. */
const TO_OBJECTOR: Readonly<Record<string, (event: CaseEvent) => Told>> = {
  open: () => ({ title: '收到您的异议', body: '监督部门核实以后书面答复您，答复以前不授牌。' }),
  uphold: ({ data }) => ({ title: '异议成立', body: wordIn(data, 'answer') }),
  reject: ({ data }) => ({ title: '异议不成立', body: wordIn(data, 'answer') }),
}

export const tellNominee = telling('awards.tell-nominee', NOMINATION_TYPE, TO_NOMINEE)
export const tellObjector = telling('awards.tell-objector', OBJECTION_TYPE, TO_OBJECTOR)

/** Once for each event. A post has no inbox: its unit sees it in its own rooms. */
function telling(name: string, type: string, notices: Readonly<Record<string, (event: CaseEvent) => Told>>): AfterReaction {
  return {
    name, on: Object.keys(notices).map((step) => `${type}.${step}`),
    react: async (call: Call, event: CaseEvent, found: Case) => {
      const told = notices[event.step]?.(event)
      if (!told || found.applicant.kind !== 'person') return
      await tell(call.tx, {
        recipient: found.applicant.id,
        caseId: found.id,
        eventSeq: event.seq,
        at: event.at,
        title: `${found.title}：${told.title}`,
        body: told.body,
        gist: told.title,
      })
    },
  }
}

function wordIn(data: Record<string, unknown>, name: string): string {
  const word = data[name]
  return typeof word === 'string' ? word : '请打开查看。'
}

function agreedIn({ traits }: Record<string, unknown>): boolean {
  return typeof traits === 'object' && traits !== null && 'agreed' in traits && traits.agreed === true
}
