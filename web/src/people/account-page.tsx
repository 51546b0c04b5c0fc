import { PageTitle } from '../kit/page-title.tsx'
import { DevicesCard } from './devices-card.tsx'
import { FactorCard } from './factor-card.tsx'
import { PasswordCard } from './password-card.tsx'
import './people.css'

/** Everything about one's own account. */
export function AccountPage() {
  return (
    <div className="own-account">
      <PageTitle title="账号与安全" />
      <PasswordCard />
      <FactorCard />
      <DevicesCard />
    </div>
  )
}
