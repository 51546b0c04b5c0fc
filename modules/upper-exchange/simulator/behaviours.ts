/** How the simulated platform behaves; several at once. */
export const BEHAVIOURS = {
  dead: '不应答：一连上就断',
  slow: '很慢：答复前等很久',
  unanswered: '收下了，答复没有送到',
  garbled: '答复是乱码',
  losing: '说收下了，其实丢了一部分',
  rejecting: '把对的也退回来一部分',
  altering: '收下的内容被改了一部分',
  late: '先说收下，过后才退回不对的',
  duplicating: '每句话说两遍，每个请求当作来了两次',
  disorder: '答复的次序颠倒，漏掉一半',
} as const
export type Behaviour = keyof typeof BEHAVIOURS
export const isBehaviour = (text: string): text is Behaviour => Object.hasOwn(BEHAVIOURS, text)

/** Names there are none of. */
export const wrongBehaviours = (names: readonly string[]): string[] => names.filter((name) => !isBehaviour(name))
