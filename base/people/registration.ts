import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { Type, type Static } from 'typebox'
import type { Call } from '#kernel'
import { validate } from '#platform/identifiers'
import { Refusal, type FieldError } from '#platform/refusal'
import { LOGIN, LOGIN_ADVICE } from './login.ts'
import { hashPassword } from './password.ts'
import { passwordFault } from './password-policy.ts'
import { sealedPersonal } from './personal.ts'

export const Registration = Type.Object({
  account: Type.String({ minLength: 1, maxLength: 64 }),
  password: Type.String({ minLength: 1, maxLength: 200 }),
  name: Type.String({ minLength: 1, maxLength: 50 }),
  phone: Type.String({ maxLength: 20 }),
  residentId: Type.String({ maxLength: 20 }),
}, { additionalProperties: false })
export type Registration = Static<typeof Registration>

/** A citizen makes herself an account. `call.tx` need not be a transaction: everything is written by one statement. */
export async function register(call: Call, registration: Registration): Promise<{ account: string; name: string }> {
  const login = registration.account.trim().toLowerCase()
  const name = registration.name.trim()
  const faults = faultsOf({ ...registration, account: login, name }, call.today)
  if (faults.length > 0) throw new Refusal('invalid', '注册信息有误，请按提示修改后再提交', faults)
  const residentId = registration.residentId.toUpperCase()
  const passwordHash = await hashPassword(registration.password)
  const citizen = { id: randomUUID(), login, name, phone: registration.phone, residentId, passwordHash }
  if (!(await insertCitizen(call, citizen))) throw await takenRefusal(call, login)
  return { account: login, name }
}

function faultsOf({ account, password, name, phone, residentId }: Registration, today: string): FieldError[] {
  const weak = passwordFault(password, account)
  const faults: (FieldError | undefined)[] = [
    LOGIN.test(account) ? undefined : { path: 'account', message: LOGIN_ADVICE },
    weak === undefined ? undefined : { path: 'password', message: weak },
    /^[\p{L}\p{M}·・.' -]+$/u.test(name) ? undefined : { path: 'name', message: '请填写身份证上的姓名' },
    faultIn('phone', phone, today),
    faultIn('resident-id', residentId, today),
  ]
  return faults.filter((fault) => fault !== undefined)
}

const PATHS = { phone: 'phone', 'resident-id': 'residentId' } as const

function faultIn(kind: 'phone' | 'resident-id', value: string, today: string): FieldError | undefined {
  const { valid, why } = validate(kind, value, today)
  return valid ? undefined : { path: PATHS[kind], message: why }
}

interface Citizen { id: string; login: string; name: string; phone: string; residentId: string; passwordHash: string }

async function insertCitizen({ tx, now, kernel }: Call, citizen: Citizen): Promise<boolean> {
  const { phone, residentId, residentIdDigest } = sealedPersonal(kernel.vault, citizen.id, citizen)
  const { rows } = await sql`
    with made as (
      insert into people.account (id, login, name, kind, password_hash, phone, resident_id, resident_id_digest, created_at)
      values (${citizen.id}, ${citizen.login}, ${citizen.name}, 'citizen', ${citizen.passwordHash},
        ${phone}, ${residentId}, ${residentIdDigest}, ${now})
      on conflict do nothing returning id)
    insert into people.account_role (account, role) select id, 'citizen' from made returning account`.execute(tx)
  return rows.length > 0
}

async function takenRefusal({ tx }: Call, login: string): Promise<Refusal> {
  const { rows } = await sql`select 1 from people.account where login = ${login}`.execute(tx)
  if (rows.length > 0) return new Refusal('conflict', '这个账号名已有人使用，请换一个', [{ path: 'account', message: '已有人使用，请换一个' }])
  return new Refusal('conflict', '这个身份证号码已经注册过，请直接登录；忘记账号请到政务服务窗口查询')
}
