import { join } from 'node:path'
import { archiveSettings } from './archive.ts'
import { nameOf, socketDirectory, type Store } from './store.ts'

/** The role and the database inside the cluster; both bear the name of the program. */
export const OWNER = 'chunfeng'

/**
 * The whole configuration of the embedded server, written anew at each start. No TCP port at all: the socket is reached only by
 * the account itself (and root), so nothing of the district's data listens on a network.
 * @param durable false only in tests: a commit may be lost when the machine, not just the process, dies
 */
export function settingsOf(store: Store, durable: boolean): string {
  const flush = durable ? 'on' : 'off'
  return Object.entries({
    cluster_name: nameOf(store),
    listen_addresses: '',
    unix_socket_directories: socketDirectory(store),
    unix_socket_permissions: '0700',
    password_encryption: 'scram-sha-256',
    max_connections: '200',
    shared_buffers: durable ? '256MB' : '128MB',
    max_wal_size: '2GB',
    fsync: flush,
    synchronous_commit: 'on', // also in tests: what was acknowledged survives the death of the process
    full_page_writes: flush,
    ...(durable ? archiveSettings(store) : {}),
    jit: 'off', // our queries take a millisecond; compiling them takes longer
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    logging_collector: 'on',
    log_directory: join(store.path, 'log'),
    log_filename: 'postgresql-%a.log', // one file a weekday, emptied when its day comes round
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    log_checkpoints: 'off',
    log_min_error_statement: 'fatal', // statements and details of refused rows hold personal data
    log_error_verbosity: 'terse',
  })
    .map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`)
    .join('')
}
