/** What the bureau writes into the register. Every write names its thing by the key people know, so that doing it twice changes nothing. */
import { randomUUIDv7 } from 'node:crypto'
import { Type, type Static } from 'typebox'
import { runSql } from '#platform/database'
import { Refusal } from '#platform/refusal'
import type { Call } from '#kernel'
import { recordAudit } from '#base/audit'
import { listOrganisations } from '#base/people'
import { hoursFault, SPANS_A_DAY_MAX } from '../hours.ts'
import { HALLS_MAX } from './register.ts'

const closed = { additionalProperties: false } as const
const text = (maxLength: number) => Type.String({ minLength: 1, maxLength })

export const PlaceEntry = Type.Object({
  code: text(40), name: text(100), kind: Type.Union([Type.Literal('centre'), Type.Literal('town')]), organisation: text(64),
  address: Type.Optional(text(200)), phone: Type.Optional(text(40)), isExample: Type.Boolean(),
}, closed)
export type PlaceEntry = Static<typeof PlaceEntry>

export const GroupEntry = Type.Object({
  hall: text(40), letter: text(1), name: text(40), slotMinutes: Type.Integer({ minimum: 10, maximum: 240 }),
  seatsPerWindow: Type.Integer({ minimum: 0, maximum: 50 }),
}, closed)
export type GroupEntry = Static<typeof GroupEntry>

export const WindowEntry = Type.Object({
  hall: text(40), letter: text(1), number: text(12), kind: Type.Union([Type.Literal('general'), Type.Literal('special')]), organisation: text(64),
  hours: Type.Record(Type.String({ maxLength: 1 }), Type.Array(Type.String({ maxLength: 11 }), { maxItems: SPANS_A_DAY_MAX })), active: Type.Boolean(),
}, closed)
export type WindowEntry = Static<typeof WindowEntry>

/** Adds a hall, or changes the one of that code. */
export async function keepPlace(call: Call, { code, name, kind, organisation, address, phone, isExample }: PlaceEntry): Promise<void> {
  if (!/^[a-z0-9-]{2,40}$/.test(code)) throw wrong('code', '大厅代码用 2—40 个小写字母、数字或短横线，例如 centre')
  await refuseUnknownOrganisation(call, organisation)
  await runSql(call.tx, `
    insert into hall.place (code, name, kind, organisation, address, phone, is_example) values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (code) do update set name = excluded.name, kind = excluded.kind, organisation = excluded.organisation, address = excluded.address,
      phone = excluded.phone, is_example = excluded.is_example`, [code, name, kind, organisation, address ?? null, phone ?? null, isExample])
  const [counted] = await runSql<{ halls: number }>(call.tx, 'select count(*)::int as halls from hall.place')
  if ((counted?.halls ?? 0) > HALLS_MAX) throw new Refusal('rule', `最多登记 ${HALLS_MAX} 个大厅`)
  await recordAudit(call, { action: 'admin', what: '登记大厅', object: code, detail: { name } })
}

/** Adds a group of windows to a hall, or changes the one of that letter. */
export async function keepGroup(call: Call, { hall, letter, name, slotMinutes, seatsPerWindow }: GroupEntry): Promise<void> {
  if (!/^[A-Z]$/.test(letter)) throw wrong('letter', '窗口组的字母写一个大写字母，号码以它开头')
  await refuseUnknownHall(call, hall)
  const [other] = await runSql(call.tx, 'select 1 from hall.window_group where hall = $1 and name = $2 and letter <> $3', [hall, name, letter])
  if (other) throw wrong('name', '这个大厅已经有同名的窗口组，请换一个名字')
  await runSql(call.tx, `
    insert into hall.window_group (id, hall, letter, name, slot_minutes, seats_per_window) values ($1, $2, $3, $4, $5, $6)
    on conflict (hall, letter) do update set name = excluded.name, slot_minutes = excluded.slot_minutes, seats_per_window = excluded.seats_per_window`,
  [randomUUIDv7(), hall, letter, name, slotMinutes, seatsPerWindow])
  await recordAudit(call, { action: 'admin', what: '登记窗口组', object: `${hall} ${letter}`, detail: { name, slotMinutes, seatsPerWindow } })
}

/** Adds a window to a group, or changes the one of that number. Numbers that were given before a change are called as before. */
export async function keepWindow(call: Call, { hall, letter, number, kind, organisation, hours, active }: WindowEntry): Promise<void> {
  const fault = hoursFault(hours)
  if (fault !== undefined) throw wrong('hours', fault)
  await refuseUnknownOrganisation(call, organisation)
  const [group] = await runSql<{ id: string }>(call.tx, 'select id from hall.window_group where hall = $1 and letter = $2', [hall, letter])
  if (!group) throw wrong('letter', '这个大厅没有这个窗口组，请先登记窗口组')
  await runSql(call.tx, `
    insert into hall.window (id, hall, group_id, number, kind, organisation, hours, active) values ($1, $2, $3, $4, $5, $6, $7, $8)
    on conflict (hall, number) do update set group_id = excluded.group_id, kind = excluded.kind, organisation = excluded.organisation,
      hours = excluded.hours, active = excluded.active`, [randomUUIDv7(), hall, group.id, number, kind, organisation, JSON.stringify(hours), active])
  await recordAudit(call, { action: 'admin', what: '登记窗口', object: `${hall} ${number}`, detail: { organisation, active } })
}

export function wrong(path: string, message: string): Refusal {
  return new Refusal('invalid', message, [{ path, message }])
}

async function refuseUnknownHall({ tx }: Call, hall: string): Promise<void> {
  const found = await runSql(tx, 'select 1 from hall.place where code = $1', [hall])
  if (found.length === 0) throw wrong('hall', '没有这个大厅，请先登记大厅')
}

async function refuseUnknownOrganisation({ tx }: Call, organisation: string): Promise<void> {
  const known = await listOrganisations(tx)
  if (!known.some(({ id }) => id === organisation)) throw wrong('organisation', '没有这个单位，请从单位名单里选')
}
