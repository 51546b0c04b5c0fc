import type { Day } from '#platform/day'
import { canonicalJson, keyIdOf, signSm2, sm3Hex, verifySm2, type KeyPair } from '#platform/sm'
import { isDocumentKind, type DocumentFacts } from './facts.ts'
import type { SignedKind } from './titles.ts'

/** Chunfeng document, first form. A later form gets another mark, so that old paper stays readable. */
const MARK = 'CF1'
const PATTERN = /^CF1\.([A-Za-z0-9_-]{1,2200})\.([A-Za-z0-9_-]{86})$/

/** What the code says of its document; `factsSm3` binds it to every word. */
export interface QrClaims {
  kind: SignedKind
  number: string
  caseNumber: string
  issuedOn: Day
  issuer: string
  factsSm3: string
  keyId: string
}
export type QrVerdict = ({ valid: true } & QrClaims) | { valid: false; why: string }

/**
 * Text of the QR code: `CF1.` + base64url of a JSON list (kind, number, case number, day, issuer, SM3 of the facts, key) + `.` +
 * base64url of the SM2 signature over everything before it. No network and no secret is needed to verify it.
 */
export function qrTextOf(facts: DocumentFacts, key: KeyPair): string {
  const { kind, number, issuedOn, case: { number: caseNumber, ownerName: issuer } } = facts
  return signedQrText({ kind, number, caseNumber, issuedOn, issuer, factsSm3: factsSm3(facts) }, key)
}

/** The same for anything else the platform signs; `factsSm3` is the digest of what it says. */
export function signedQrText({ kind, number, caseNumber, issuedOn, issuer, factsSm3: digest }: Omit<QrClaims, 'keyId'>, key: KeyPair): string {
  const claims = [kind, number, caseNumber, issuedOn, issuer, base64Url(digest), keyIdOf(key.publicKey)]
  const signed = `${MARK}.${Buffer.from(JSON.stringify(claims), 'utf8').toString('base64url')}`
  return `${signed}.${base64Url(signSm2(signed, key))}`
}

/** Whether the code was signed with this key and nothing in it was changed. Never throws, whatever was scanned. */
export function verifyQrText(text: string, publicKey: string): QrVerdict {
  const [, payload = '', signature = ''] = PATTERN.exec(text) ?? []
  if (payload === '') return invalid('这不是春风平台文书的二维码，请确认扫到了完整的内容')
  if (!isExact(payload) || !isExact(signature)) return invalid('二维码内容被改动过')
  const claims = claimsIn(payload)
  if (claims === undefined) return invalid('二维码内容无法识别，可能被改动过')
  if (claims.keyId !== keyIdOf(publicKey)) return invalid(`文书由另一把密钥（编号 ${claims.keyId}）签发，请换用签发机关公布的对应公钥`)
  const isSigned = verifySm2(`${MARK}.${payload}`, Buffer.from(signature, 'base64url').toString('hex'), publicKey)
  return isSigned ? { valid: true, ...claims } : invalid('签名不符：二维码内容被改动过，或者不是签发机关出具的')
}

/** Whether the code belongs to exactly these facts: a genuine code pasted on another document fails. */
export function verifyDocument(facts: DocumentFacts, text: string, publicKey: string): QrVerdict {
  const verdict = verifyQrText(text, publicKey)
  if (!verdict.valid || verdict.factsSm3 === factsSm3(facts)) return verdict
  return invalid(`二维码是真的，但属于另一份内容（${verdict.number}），与这份文书不符`)
}

function factsSm3(facts: DocumentFacts): string {
  return sm3Hex(canonicalJson(facts))
}

function invalid(why: string): QrVerdict {
  return { valid: false, why }
}

function base64Url(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64url')
}

/** Decoders forgive stray bits at the end; two texts for one content would let a changed code pass. */
function isExact(encoded: string): boolean {
  return Buffer.from(encoded, 'base64url').toString('base64url') === encoded
}

function claimsIn(payload: string): QrClaims | undefined {
  const parts = listIn(Buffer.from(payload, 'base64url').toString('utf8'))
  const [kind, number = '', caseNumber = '', issuedOn = '', issuer = '', digest = '', keyId = ''] = parts ?? []
  if (parts?.length !== 7 || !(kind === 'honour' || isDocumentKind(kind))) return undefined
  return { kind, number, caseNumber, issuedOn, issuer, factsSm3: Buffer.from(digest, 'base64url').toString('hex'), keyId }
}

function listIn(text: string): string[] | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return Array.isArray(value) && value.every((part) => typeof part === 'string') ? value : undefined
  } catch {
    // Whatever somebody scanned: not JSON simply means not ours.
    return undefined
  }
}
