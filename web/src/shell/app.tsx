import { useEffect } from 'react'
import { later } from '../kit/later.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { placeAt } from './address.ts'
import { fetchPagesAhead, Pages } from './pages.tsx'
import { useAddress } from './router.ts'
import { useSession } from './session.tsx'

const SignInPage = later(async () => (await import('../sign-in/sign-in-page.tsx')).SignInPage)

/** Either the sign-in page, or the frame with one of its pages. */
export function StaffApp() {
  const [path = '', query = ''] = useAddress().split('?')
  const place = placeAt(path, query)
  const { me, trouble, refresh } = useSession()
  useEffect(fetchPagesAhead, [])
  const isInside = place.page !== 'sign-in'
  useEffect(() => { if (isInside && !me) void refresh() }, [isInside, me, refresh])
  if (place.page === 'sign-in') return <SignInPage next={place.next} />
  if (me) return <Pages place={place} />
  if (!trouble || trouble.code === 'unauthenticated') return null
  return <main className="alone"><TroubleNote trouble={trouble} again={() => void refresh()} /></main>
}
