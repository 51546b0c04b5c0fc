import type { Page } from 'playwright-core'
import type { Whole } from '#base/joint'
import type { Site } from './browser.ts'
import { accountsOf } from './joint-walk.ts'
import { signInAt, takeStepAt } from './staff-desk.ts'

/** A page that has not come by then does not come. */
const PATIENCE_MILLISECONDS = 10_000
type Lane = Whole['lanes'][number]

/**
 * The departments at work in the staff application, each with its own account and out of its own worklist. There are three desks, one in the hall,
 * one for who reviews and one for who decides; one after the other signs in there and out again, as at a shared computer.
 */
export class Desks {
  private readonly site: Site
  private readonly seats = new Map<string, Promise<Seat>>()
  constructor(site: Site) { this.site = site }

  /** The page at which this account is signed in, on one of its worklists. */
  async at(account: string, queue: '待办' | '在办' = '待办'): Promise<Page> {
    const name = account === 'window' ? 'hall' : account.endsWith('approver') ? 'approver' : 'reviewer'
    const seat = await (this.seats.get(name) ?? this.seated(name))
    const isHere = seat.account === account
    if (!isHere) await seatedAnew(seat, account)
    if (isHere || queue !== '待办') await seat.page.getByRole('navigation', { name: '队列' }).getByRole('link', { name: queue }).click()
    return seat.page
  }

  /** Another day: whoever sat at a desk signs in anew. */
  async nextDay(): Promise<void> {
    for (const seated of this.seats.values()) {
      const seat = await seated
      seat.account = undefined
      await seat.page.goto('/staff/')
    }
  }

  /** Finds the case by its number in one of the account's own worklists, and opens it. */
  async open(account: string, number: string | null, queue: '待办' | '在办' = '待办'): Promise<Page> {
    const page = await this.at(account, queue)
    await page.locator('.worklist tbody tr').filter({ hasText: number ?? '还没有编号' }).getByRole('link').first().click()
    await page.locator('.case h1').waitFor()
    return page
  }

  /** One item of a department from beginning to end: it reads of which whole it is a part, reviews, decides, makes the certificate. */
  async finish({ number, owner }: Lane, look: (page: Page, step: string) => Promise<void> = async () => {}): Promise<void> {
    const { reviewer, approver } = accountsOf(owner.organisation)
    const own = await this.open(reviewer, number)
    await own.getByText(/这是.+里的一项：第 \d+ 项，共 \d+ 项/).waitFor()
    await takeStepAt(own, '审查', { look })
    const deciding = await this.open(approver, number)
    await takeStepAt(deciding, '准予', { look })
    await own.keyboard.press('r')
    await takeStepAt(own, '制证', { look })
  }

  private seated(name: string): Promise<Seat> {
    const seat = this.newSeat()
    this.seats.set(name, seat)
    return seat
  }

  private async newSeat(): Promise<Seat> {
    const page = await this.site.open({ viewport: { width: 1280, height: 900 } })
    page.setDefaultTimeout(PATIENCE_MILLISECONDS)
    await page.goto('/staff/')
    return { page, account: undefined }
  }
}

interface Seat { page: Page; account: string | undefined }

async function seatedAnew(seat: Seat, account: string): Promise<void> {
  if (seat.account !== undefined) await seat.page.getByRole('button', { name: '退出登录' }).click()
  await signInAt(seat.page, account)
  seat.account = account
}
