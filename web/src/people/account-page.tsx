import { PageTitle } from '../kit/page-title.tsx'
import { RemindersCard } from '../messages/reminders-card.tsx'
import { DelegationCard } from '../delegation/delegation-card.tsx'
import { useMe } from '../shell/session.tsx'
import { isAdministrator } from './admin-calls.ts'
import { DevicesCard } from './devices-card.tsx'
import { FactorCard } from './factor-card.tsx'
import { OwnResets } from './own-resets.tsx'
import { PasswordCard } from './password-card.tsx'
import { UnifiedCard } from './unified-card.tsx'
import './people.css'

/** Everything about one's own account. */
export function AccountPage() {
  const me = useMe()
  return (
    <div className="own-account">
      <PageTitle title="账号与安全" />
      <OwnResets />
      <PasswordCard />
      <FactorCard />
      <UnifiedCard />
      {!isAdministrator(me) && <DelegationCard absent={{ id: me.id, name: me.name, roles: me.ownRoles, isOneself: true }} />}
      <DevicesCard />
      <RemindersCard />
    </div>
  )
}
