import type { Queue } from '../api/types.ts'

/** What each queue is called, and what its page says when there is nothing in it. */
export const QUEUE_WORDS: Readonly<Record<Queue, { name: string; meaning: string; empty: string }>> = {
  todo: { name: '待办', meaning: '轮到我办的', empty: '现在没有轮到您办的件。有人提交申请、补正，或者上一步办完，就会出现在这里。' },
  doing: { name: '在办', meaning: '在别人手上的', empty: '没有在别人手上的件。您办过、还没有办结的会出现在这里，可以看到轮到谁、哪天到期。' },
  warning: { name: '预警', meaning: '快到期和超期的', empty: '没有快到期和超期的件。期限只剩一个工作日时会提前出现在这里。' },
  done: { name: '已办', meaning: '已经办结的', empty: '还没有办结的件。送达、不予受理、撤回、终止以后会出现在这里，最近的在前面。' },
}
