import pg from 'pg'

/** What a backup notes of the database it was made of. */
export interface Facts { postgres: string; cases: number; events: number; masters: string[] }

export async function factsAt(url: string): Promise<Facts> {
  return withClient(url, async (client) => {
    const { rows: [row] } = await client.query<Facts>(`select current_setting('server_version') as postgres,
      (select count(*)::int from kernel.case) as cases, (select count(*)::int from kernel.event) as events,
      (select coalesce(array_agg(distinct master), '{}') from platform.data_key) as masters`)
    if (row === undefined) throw new Error('no answer')
    return row
  })
}

/** '15.14', as the server says. */
export async function versionAt(url: string): Promise<string> {
  return withClient(url, async (client) => {
    const { rows: [row] } = await client.query<{ postgres: string }>("select current_setting('server_version') as postgres")
    return row?.postgres ?? ''
  })
}

/** On a connection of its own. */
export async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, application_name: 'chunfeng-backup' })
  client.on('error', () => undefined) // the query under way reports it
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
