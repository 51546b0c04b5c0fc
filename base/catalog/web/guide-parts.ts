import type { Call } from '#kernel'
import { isSimple, type PageParts } from '#base/pages'
import type { Item } from '../item.ts'
import { retirementOf } from '../retirement.ts'
import { faqOf } from '#base/faq'
import { ownerNameOf } from './find-items.ts'
import { itemPage } from './item-page.ts'
import { stated } from './item-words.ts'
import { endingNotice } from './retired-page.ts'

/** The guide of an item with everything that stands on it beside the item itself; the same for readers and for who writes it. */
export async function guideParts(call: Call, item: Item, visit: Parameters<typeof isSimple>[0]): Promise<PageParts> {
  const retirement = await retirementOf(call.tx, item.code)
  return itemPage({
    item, owner: ownerNameOf(call, item), receiving: stated(item, 'receivingOrganisation', call.kernel.nameOf(item.receivingOrganisation)),
    ending: retirement && endingNotice(retirement, call.today), asked: await faqOf(call.tx, item.code), isFolded: isSimple(visit),
  })
}
