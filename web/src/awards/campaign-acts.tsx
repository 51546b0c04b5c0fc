import { Button } from 'antd'
import { useState } from 'react'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { useMe } from '../shell/session.tsx'
import { lockCampaign } from './calls.ts'
import type { CampaignView } from './types.ts'

/** What moves the campaign on, and why it cannot be moved yet. Publishing stands under its rules, announcing under the ranking. */
export function CampaignActs({ campaign: { id, status, may, whyNot }, again }: { campaign: CampaignView; again: () => Promise<void> }) {
  const { trouble, isBusy, done, send } = useSending()
  const [isAsking, setAsking] = useState(false)
  const { roles } = useMe()
  if (status !== 'open' || !(roles.includes('supervisor') || roles.includes('bureau'))) return null
  const lock = () => void send(() => lockCampaign(id), '已锁定，评委可以打分').then((isDone) => { setAsking(false); if (isDone) void again() })
  return (
    <section className="card award-part" aria-label="锁定">
      <SendingNote trouble={trouble} done={done} />
      {whyNot.lock === null && !may.lock && <p>可以锁定了，由监督部门锁定。</p>}
      {whyNot.lock !== null && (
        <p>
          <span aria-hidden="true">○ </span>还不能锁定：{whyNot.lock}
        </p>
      )}
      {may.lock && !isAsking && (
        <div className="award-acts">
          <Button type="primary" onClick={() => setAsking(true)}>
            锁定，交给评委
          </Button>
          <span className="faded">锁定以后取的数不再变，不能再推荐。</span>
        </div>
      )}
      {isAsking && (
        <div className="award-asking" role="group" aria-label="确认锁定">
          锁定以后不能再推荐、再改办法，评委开始打分。
          <Button type="primary" autoFocus loading={isBusy} onClick={lock}>
            确定锁定
          </Button>
          <Button onClick={() => setAsking(false)}>先不锁定</Button>
        </div>
      )}
    </section>
  )
}
