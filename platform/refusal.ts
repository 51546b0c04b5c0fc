/** Why a request is turned down. HTTP statuses for these codes stand in platform/http only. */
export type RefusalCode =
  | 'invalid' // the input is not what the form or the interface asks for
  | 'unauthenticated'
  | 'second-factor' // the password was right; the code of the authenticator is missing or wrong
  | 'forbidden'
  | 'second-factor-missing' // the role asks for an authenticator and the account has none yet
  | 'password-change' // the password was right, but has to be changed first
  | 'not-found'
  | 'conflict' // somebody was faster, or the case is in another state
  | 'too-large'
  | 'unsupported-media'
  | 'rule' // well-formed, but a rule of the matter says no
  | 'too-many'
  | 'unavailable'

export interface FieldError { path: string; message: string }

/**
 * A rule said no. Expected, shown to the person, never logged as a fault; a bug is an assertion instead.
 * The sentence is Chinese, says what happened and what to do.
 */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly fields: readonly FieldError[]
  constructor(code: RefusalCode, sentence: string, fields: readonly FieldError[] = []) {
    super(sentence)
    this.code = code
    this.fields = fields
  }
}
