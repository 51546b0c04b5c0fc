/**
 * Personal data at rest: sealed with SM4 and HMAC-SM3 under data keys that lie in the database, wrapped by a master key that lies in a
 * file outside of it. Who has only the database, or only a backup of it, reads nothing.
 */
export { isSealed, isToken, keyOf, openWith, pairOf, sealWith, VaultTrouble, type Sealed } from './vault/token.ts'
export { mastersInUse } from './vault/data-keys.ts'
export { createMasterKey, keysDirectoryBeside, masterKeyFile, masterKeyNames, type MasterKeyName } from './vault/master-key.ts'
export { ACTIVATION_MILLISECONDS, addDataKey, rotateMaster, type Rotated } from './vault/rotation.ts'
export { openVault, Vault } from './vault/vault.ts'
