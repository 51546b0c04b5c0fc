/** Whether a number is valid, and why in Chinese: what is wrong with it and what to do, or what a valid one says. */
export interface Verdict { readonly valid: boolean; readonly why: string }

export function valid(why: string): Verdict {
  return { valid: true, why }
}

export function invalid(why: string): Verdict {
  return { valid: false, why }
}
