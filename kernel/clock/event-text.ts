/** What each event did to the clock, in a sentence with its article. */
import { ARTICLE, OUR_CHOICE } from './articles.ts'
import { dayText } from './day-text.ts'
import type { ClockEvent, EventOf, What } from './history.ts'
import { pauseName } from './special-procedure.ts'
import { VOID_REASON_TEXT, type VoidReason } from './void-reason.ts'

interface EventText { readonly text: string; readonly article?: string }

const EVENT_NAME: Readonly<Record<What, string>> = {
  received: '收件', 'correction-notice': '补正告知', supplemented: '补充材料', accepted: '受理', 'not-accepted': '不予受理',
  'pause-start': '特别程序的开始', 'pause-end': '特别程序的结束', extended: '延长期限', decided: '决定', delivered: '送达',
  'yellow-card': '黄牌', withdrawn: '撤回',
}

/** Reasons that follow from the law itself; for all others the law is silent. */
const VOID_ARTICLE: Readonly<Partial<Record<VoidReason, string>>> = {
  'deemed-accepted': ARTICLE.notice, 'second-notice': ARTICLE.notice, 'extended-by-nobody': ARTICLE.decision,
  'extended-too-long': ARTICLE.decision,
}

/** The sentence for one event; with a reason it says that, and why, it changed nothing. */
export function textOf(event: ClockEvent, reason: VoidReason | null): EventText {
  if (reason === null) return effectOf(event)
  return { text: `${EVENT_NAME[event.what]}没有效力，不改变期限：${VOID_REASON_TEXT[reason]}。`, article: VOID_ARTICLE[reason] ?? OUR_CHOICE }
}

function effectOf(event: ClockEvent): EventText {
  switch (event.what) {
    case 'received': return { text: '收到申请材料。五个工作日内应当受理、不予受理，或者一次告知需要补正的全部内容；收到当天不计入。', article: ARTICLE.notice }
    case 'correction-notice': return { text: '在五个工作日内告知了补正。等待补正期间，受理前的期限不再计算。', article: ARTICLE.notice }
    case 'supplemented': return { text: '收到补正材料，视为重新收到申请：五个工作日重新起算，不能再要求补正。', article: `${ARTICLE.notice}；${OUR_CHOICE}` }
    case 'accepted': return { text: '受理申请。办理期限从第二天起算，受理当天不计入。', article: `${ARTICLE.decision}；${ARTICLE.startingDay}` }
    case 'not-accepted': return { text: '决定不予受理，期限不再计算。', article: ARTICLE.notice }
    case 'pause-start': return pauseStart(event)
    case 'pause-end': return { text: '特别程序结束。全部特别程序都已结束的，从当天起继续计算期限，当天计入。', article: `${ARTICLE.specialProcedure}；${OUR_CHOICE}` }
    case 'extended': return extension(event)
    case 'decided': return { text: event.outcome === 'granted' ? '作出准予许可的决定。' : '作出不予许可的决定。', article: ARTICLE.decision }
    case 'delivered': return { text: '送达决定或者证件。', article: ARTICLE.delivery }
    case 'yellow-card': return { text: `效能监督发出黄牌，要求在${dayText(event.superviseUntil)}前办结；过了这一天仍未办结的，亮红牌。`, article: OUR_CHOICE }
    case 'withdrawn': return { text: '申请人撤回申请，期限不再计算。', article: OUR_CHOICE }
  }
}

function pauseStart({ kind }: EventOf<'pause-start'>): EventText {
  return { text: `开始${pauseName(kind)}，所需时间不计入办理期限；从当天起停止计算，当天不计入。`, article: `${ARTICLE.specialProcedure}；${OUR_CHOICE}` }
}

function extension({ by, days }: EventOf<'extended'>): EventText {
  const approver = by === 'head-of-government' ? '本级人民政府负责人' : '本机关负责人'
  return { text: `经${approver}批准，期限延长 ${days} 个工作日，承诺期限和法定期限一并延长；延长的理由应当告知申请人。`, article: ARTICLE.decision }
}
