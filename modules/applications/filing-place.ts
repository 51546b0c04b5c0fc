import { divisionOf, townNamedIn } from '#base/people'
import type { Item, ItemForm } from '#base/catalog'

/** The district: where a filing belongs that says no 镇街. */
const HUADU = '440114'
/** Where papers are sent says nothing about where the matter is. */
const SENT_THERE = /邮寄|收件|送达/

/**
 * The 镇街 a filing belongs to, as far as it is known: that of the window that receives it, or else the one its form names in an
 * address. Only the code is kept outside the form; of an address that is personal nobody learns more than the 镇街.
 */
export function placeOfFiling({ receivingOrganisation, form }: Pick<Item, 'receivingOrganisation' | 'form'>, values: Readonly<Record<string, unknown>>): string {
  return divisionOf(receivingOrganisation) ?? addressesIn(form, values).map(townNamedIn).find((code) => code !== undefined) ?? HUADU
}

function addressesIn({ properties }: ItemForm, values: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(properties).flatMap(([name, field]) => {
    const value = values[name]
    return field['x-kind'] === 'address' && typeof value === 'string' && !SENT_THERE.test(String(field.title)) ? [value] : []
  })
}
