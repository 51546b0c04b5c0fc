import { runSql, type Tx } from '#platform/database'

/** What decides how somebody can be told. */
export async function recipientKind(tx: Tx, account: string): Promise<{ isStaff: boolean; hasPhone: boolean }> {
  const [row] = await runSql<{ isStaff: boolean; hasPhone: boolean }>(tx, `
    select kind = 'staff' as "isStaff", phone is not null and active as "hasPhone" from people.account where id = $1`, [account])
  return row ?? { isStaff: false, hasPhone: false }
}
