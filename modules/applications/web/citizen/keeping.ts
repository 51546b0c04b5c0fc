import type { Call } from '#kernel'

/** What a browser needs to keep a half-filled form on the device; see web/src/citizen/keep-form.ts. */
export interface Keeping {
  /** Stands for the account on the device, and tells nothing about it. */
  keeper: string
  /** 256 bits in hexadecimal. Only pages of the signed-in account bring it; it is never kept on the device. */
  key: string
}

/** The same for every page of an account, and different for every account. */
export function keepingFor({ kernel, actor }: Pick<Call, 'kernel' | 'actor'>): Keeping {
  return { keeper: kernel.vault.digest('applications.keeper', actor.id).slice(0, KEEPER_DIGITS), key: kernel.vault.digest('applications.kept-form', actor.id) }
}

const KEEPER_DIGITS = 16
