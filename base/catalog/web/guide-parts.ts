import type { Call } from '#kernel'
import { isSimple, type PageParts } from '#base/pages'
import type { Item } from '../item.ts'
import { retirementOf } from '../retirement.ts'
import { faqOf } from '#base/faq'
import { guide } from '../routes.ts'
import { ownerNameOf } from './find-items.ts'
import { itemPage } from './item-page.ts'
import { jointGuideOf } from './joint-guide.ts'
import { stated } from './item-words.ts'
import { endingNotice } from './retired-page.ts'

/** The guide of an item with everything that stands on it beside the item itself; the same for readers and for who writes it. */
export async function guideParts(call: Call, item: Item, visit: Parameters<typeof isSimple>[0]): Promise<PageParts> {
  const [retirement, joint, partOf] = await Promise.all([
    retirementOf(call.tx, item.code), jointGuideOf(call, item), guide.joint(call.tx, call, item.code),
  ])
  return itemPage({
    item, owner: ownerNameOf(call, item), receiving: stated(item, 'receivingOrganisation', call.kernel.nameOf(item.receivingOrganisation)),
    ending: retirement && endingNotice(retirement, call.today), asked: await faqOf(call.tx, item.code), isFolded: isSimple(visit),
    joint, partOf: partOf.filter(({ joint: { readiness } }) => readiness === 'ready'),
  })
}
