import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react'
import { fetchMe, signOut } from '../api/calls.ts'
import { onSessionLost } from '../api/request.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { Me } from '../api/types.ts'
import { forgetSession, recall, remember } from '../kit/memory.ts'
import { BASE, signInAddress } from './address.ts'
import { go } from './router.ts'

interface Session {
  me: Me | undefined
  trouble: Trouble | undefined
  /** Asks the server who is signed in. */
  refresh: () => Promise<void>
  leave: () => Promise<void>
}

const SessionContext = createContext<Session | undefined>(undefined)

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('no session around this component')
  return session
}

/** Who is signed in, for a page that is only shown to somebody who is. */
export function useMe(): Me {
  const { me } = useSession()
  if (!me) throw new Error('this page is only for those who are signed in')
  return me
}

/** Whose work comes out of queues: the others of the staff have no worklist. */
export const hasQueues = ({ roles }: Me): boolean => roles.some((role) => role === 'window' || role === 'reviewer' || role === 'approver')

export function SessionProvider({ children }: { children: ReactNode }) {
  const [me, setMe] = useState<Me>()
  const [trouble, setTrouble] = useState<Trouble>()
  const refresh = useCallback(async () => {
    try {
      const found = await fetchMe()
      guardDesk(found)
      setMe(found)
      setTrouble(undefined)
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
  }, [])
  const leave = useCallback(async () => {
    await signOut()
    forgetSession()
    setMe(undefined)
    go(`${BASE}/sign-in`)
  }, [])
  useEffect(() => onSessionLost(() => { setMe(undefined); go(signInAddress(location.pathname + location.search), { replace: true }) }), [])
  return <SessionContext value={{ me, trouble, refresh, leave }}>{children}</SessionContext>
}

/** What somebody else left unfinished at this desk is not for the next one. */
function guardDesk({ id }: Me): void {
  if (recall('session', 'account') !== id) forgetSession()
  remember('session', 'account', id)
}
