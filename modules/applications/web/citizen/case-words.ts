import { dayWords, type StateMark } from '#base/pages'
import type { caseView } from '#kernel'

export type CaseView = ReturnType<typeof caseView>

const MARKS: Readonly<Record<string, StateMark>> = {
  correcting: 'turn', awaitingPromise: 'turn', special: 'pause', delivered: 'good', archived: 'over', notAccepted: 'bad', denied: 'bad', withdrawn: 'over',
  terminated: 'over', answered: 'good', complete: 'over', separate: 'going',
}

/** The shape beside the word of a state. */
export function markOf({ state }: Pick<CaseView, 'state'>): StateMark {
  return MARKS[state] ?? 'going'
}

/** Whose turn it is now and by when, in one sentence. */
export function turnSentence(shown: CaseView): string {
  const { owner, receiving, clock, queueDueOn } = shown
  const by = (day: string | null) => (day === null ? '' : `，最迟${dayWords(day)}`)
  const until = (day: string | null, what: string) => (day === null || day >= clock.today ? `${by(day)}${what}。` : lateWords(day, what))
  if (shown.turn?.relation === 'parent') return '这一项和同一件事的其他事项一起受理，办到哪一步到总的办件里看。'
  switch (shown.state) {
    case 'handling': return clock.state === 'decided'
      ? `各项都已经作出决定，现在轮到${receiving.name}送给您${until(clock.deliverBy, '送到')}`
      : `各部门正在同时办理${until(clock.dueOn, '作出全部决定')}`
    case 'submitted': return `现在轮到${receiving.name}核对材料${by(clock.noticeDueOn)}告诉您是否受理。`
    case 'correcting': return `现在轮到您：请在${dayWords(queueDueOn ?? '')}前补正材料。`
    case 'awaitingPromise': return awaitingSentence(shown)
    case 'accepted': return `现在轮到${shown.turn?.label ?? owner.name}审查${until(clock.dueOn, '作出决定')}`
    case 'special': return `${owner.name}正在进行特别程序，预计${dayWords(queueDueOn ?? '')}结束；这段时间不计入期限。`
    case 'reviewed': return `审查已经完成，现在轮到${owner.name}作决定${until(clock.dueOn, '作出')}`
    case 'approved': return `已经批准，现在轮到${shown.turn?.label ?? owner.name}制证${until(clock.deliverBy, '送到您手里')}`
    case 'issued': return `证件已经制好，现在轮到${receiving.name}送给您${until(clock.deliverBy, '送到')}`
    default: return ENDED[shown.state] ?? (shown.closed ? '这件事已经结束。' : `现在由${shown.turn?.label ?? owner.name}办理这一步${by(queueDueOn)}。`)
  }
}

/** A day that has passed is no promise any more: that it has is said, and where to press. */
function lateWords(day: string, what: string): string {
  return `，本来最迟应当在${dayWords(day)}${what}，现在已经超期。您可以催办或者投诉，电话在办件页的“有问题找谁”里。`
}

function awaitingSentence({ owner, turn, queueDueOn }: CaseView): string {
  if (turn?.relation !== 'applicant') return `材料已经收齐，现在轮到${owner.name}恢复审查。`
  return `现在轮到您：请在${dayWords(queueDueOn ?? '')}前补交约定的材料；审查已暂停，办理期限照常计算。`
}

const ENDED: Readonly<Record<string, string>> = {
  delivered: '这件事已经办成，证件已经送达。',
  archived: '这件事已经结束并归档。',
  notAccepted: '这份申请没有受理，理由和您可以怎么做写在不予受理通知书里。',
  denied: '这份申请没有批准，理由和您可以怎么做写在决定书里。',
  withdrawn: '您已经撤回这份申请。需要时可以重新申请。',
  terminated: '这份申请已经终止办理，原因写在文书里。',
  answered: '已经答复，打开就能看到。',
  complete: '各项都有结果了，打开就能看到。',
  separate: '已经改为分别办理，各项自己走自己的，打开就能看到。',
}

export function mayTake({ steps }: Pick<CaseView, 'steps'>, step: string): boolean {
  return steps.some((open) => open.step === step)
}
