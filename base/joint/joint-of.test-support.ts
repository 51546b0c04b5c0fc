import type { Item } from '#base/catalog'
import type { JointType } from './family.ts'

/** An item as the only lane of a joint matter that asks exactly what it asks. */
export function jointOf(item: Item, caseType: JointType, code: string): Item {
  const lane = 'only'
  return {
    ...item,
    code,
    name: `${item.name}一件事`,
    joint: {
      caseType,
      readiness: 'ready',
      lead: item.organisation,
      checks: [],
      appointments: [],
      lanes: [
        {
          id: lane,
          itemCode: item.code,
          optional: false,
          after: [],
          answers: item.situations.map(({ id, options }) => ({
            situation: id,
            from: { question: id, options: Object.fromEntries(options.map((option) => [option.id, option.id])) },
          })),
        },
      ],
      fields: Object.keys(item.form.properties).map((field) => ({ field, lane, into: field })),
      materials: item.materials.map(({ id }) => ({ material: id, lane, as: id })),
    },
  }
}
