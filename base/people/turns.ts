import { Refusal } from '#platform/refusal'

const WAITING_MAX = 100

/** Work under one name happens one after the other in this process, however much of it arrives at once. */
export class Turns {
  private readonly waiting = new Map<string, { last: Promise<unknown>; count: number }>()

  async take<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    const line = this.waiting.get(name) ?? { last: Promise.resolve(), count: 0 }
    if (line.count >= WAITING_MAX) throw new Refusal('too-many', '这个账号同时登录的请求太多，请稍后再试')
    this.waiting.set(name, line)
    line.count += 1
    const mine = line.last.then(work, work)
    line.last = mine
    try {
      return await mine
    } finally {
      line.count -= 1
      if (line.count === 0) this.waiting.delete(name)
    }
  }
}

const turns = new Turns()

/** Everything that proves who somebody is: otherwise a hundred guesses at once would all be made before the first was counted. */
export function inTurn<Result>(login: string, work: () => Promise<Result>): Promise<Result> {
  return turns.take(login, work)
}
