import { useState, type FormEvent } from 'react'
import { ask } from '../api/request.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { Enrolment } from '../people/calls.ts'
import { BASE } from '../shell/address.ts'
import { go } from '../shell/router.ts'
import { useSession } from '../shell/session.tsx'

export interface Asks {
  totp: boolean
  newPassword: boolean
  /** A new authenticator, when the post asks for one and there is none. */
  enrolment: Enrolment | undefined
}
const NOTHING: Asks = { totp: false, newPassword: false, enrolment: undefined }

/** Sends what was typed, and learns from each answer what else is needed. */
export function useSignIn(next: string) {
  const { refresh } = useSession()
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const [asks, setAsks] = useState(NOTHING)
  const [recoveryCodes, setRecoveryCodes] = useState<readonly string[]>()
  const goOn = async (target = next) => {
    await refresh()
    go(target, { replace: true })
  }
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = typedIn(event.currentTarget)
    setBusy(true)
    try {
      const answer = await ask<{ recoveryCodes?: string[]; isResetNews?: true }>('POST', '/api/sessions', { body: typed })
      if (answer.recoveryCodes) setRecoveryCodes(answer.recoveryCodes)
      // What the administrators did to her keys comes before everything else.
      else await goOn(answer.isResetNews ? `${BASE}/account` : next)
    } catch (thrown) {
      const found = troubleOf(thrown)
      setTrouble(found)
      setAsks(await asksAfter(asks, found, typed).catch(() => asks))
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, trouble, asks, recoveryCodes, submit, goOn }
}

function typedIn(form: HTMLFormElement): Record<string, string> {
  const typed = [...new FormData(form)].map(([name, value]) => [name, String(value)])
  const kept = typed.filter(([name, value]) => value !== '' || name === 'account' || name === 'password')
  return Object.fromEntries(kept.map(([name = '', value = '']) => [name, name === 'totp' || name === 'account' ? value.replaceAll(' ', '') : value]))
}

/** What was asked for once stays on the page. */
async function asksAfter(asks: Asks, { code }: Trouble, { account, password }: Record<string, string>): Promise<Asks> {
  if (code === 'second-factor') return { ...asks, totp: true }
  if (code === 'password-change') return { ...asks, newPassword: true }
  if (code !== 'second-factor-missing') return asks
  return { ...asks, totp: true, enrolment: await ask<Enrolment>('POST', '/api/second-factors', { body: { account, password } }) }
}
