import type { Turn } from '../api/types.ts'

/** Who has to act, told apart where one department has both who reviews and who decides. */
export function turnText(turn: Turn): string {
  const post = POSTS[turn.relation]
  return post === undefined ? turn.label : `${turn.label}（${post}）`
}

const POSTS: Readonly<Record<string, string>> = { owner: '审查', approver: '审批' }
