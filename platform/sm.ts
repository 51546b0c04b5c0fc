/** Chinese commercial cryptography: SM3 digests (GB/T 32905), SM2 signatures (GB/T 32918), and the one text form of a hashed value. */
export { canonicalJson } from './sm/canonical-json.ts'
export { sm3Hex } from './sm/sm3.ts'
export { createKeyPair, isKeyPair, isPublicKey, keyIdOf, signSm2, verifySm2, type KeyPair } from './sm/sm2.ts'
export { publicKeyIn, publicKeyPem } from './sm/public-key.ts'
export { loadSigningKey } from './sm/key-file.ts'
