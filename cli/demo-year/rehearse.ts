import type { Item } from '#base/catalog'
import type { Case } from '#kernel'
import { assembleKernel } from '../../app.ts'
import { demoItems } from '../../demo.ts'
import organisations from '../../data/organisations.json' with { type: 'json' }
import { groundOf, type Wishes } from './ground.ts'
import { reportOf, type Report } from './report.ts'
import { Year } from './year.ts'

const NO_FILE = '00000000-0000-7000-8000-000000000000'
const HAPPENINGS = 5000

/** The year without a database: nothing is written, and nothing personal is sealed because there are no keys. */
export function rehearse(wishes: Wishes, note: (line: string) => void = () => {}): { cases: Case[]; report: Report } {
  const ground = groundOf(wishes, {
    kernel: assembleKernel({ sendJobs: async () => {} }), items: demoItems().map(withoutPersonal), fileId: NO_FILE,
    organisations: organisations.map((one) => ({
      // The kinds are those of the table; the database would refuse others.
      ...one, kind: one.kind as 'department', divisionCode: one.divisionCode ?? null, nameConfirmed: one.nameRead,
    })),
  })
  const cases: Case[] = []
  const year = new Year(ground, { ended: ({ found }) => void cases.push(found), serial: 0 })
  while (year.advance(HAPPENINGS)) note(`${cases.length} 件`)
  return { cases, report: reportOf(ground, year) }
}

function withoutPersonal(item: Item): Item {
  const properties = Object.fromEntries(
    Object.entries(item.form.properties).map(([name, { 'x-kind': _kind, 'x-personal': _personal, ...field }]) => [name, field]),
  )
  return { ...item, form: { ...item.form, properties } }
}
