import { useState } from 'react'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { fetchKinds, fetchSubscriptions, resume, unsubscribe, type Subscription } from './calls.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { NewSubscriptionForm } from './new-subscription-form.tsx'
import { SecretNote, type Made } from './secret-note.tsx'
import { SubscriptionCard } from './subscription-card.tsx'
import './webhooks.css'

const REFRESH_MILLISECONDS = 3000

/** Which systems are told what happens to cases, how that goes, and the way to begin and end it. */
export function WebhooksPage() {
  const { answer, trouble, reload } = useLoaded('webhooks', fetchSubscriptions)
  const kinds = useLoaded('webhook-kinds', fetchKinds)
  useEvery(REFRESH_MILLISECONDS, () => void reload())
  const { done, isBusy, send, trouble: sendingTrouble } = useSending()
  const [made, setMade] = useState<Made>()
  const [leaving, setLeaving] = useState<Subscription>()
  const act = async (work: () => Promise<unknown>, words: string) => { await send(work, words); await reload() }
  const show = (one: Made) => { setMade(one); void reload() }
  const remove = async ({ id, description }: Subscription) => {
    setLeaving(undefined)
    await act(() => unsubscribe(id), `已删除“${description}”，不再往那里推送`)
  }
  return (
    <div className="webhooks">
      <PageTitle title="事件推送" />
      <p className="faded">办件每走一步，就告诉登记在这里的系统。推过去的是办件编号、走了哪一步、到了什么状态，没有姓名、表单和意见。</p>
      {made && <SecretNote {...made} close={() => setMade(undefined)} />}
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {kinds.trouble && <TroubleNote trouble={kinds.trouble} again={() => void kinds.reload()} />}
      <SendingNote trouble={sendingTrouble} done={done} />
      {answer && answer.subscriptions.length > 0 && (
        <ul className="subscriptions">
          {answer.subscriptions.map((one) => (
            <SubscriptionCard
              key={one.id} subscription={one} kinds={kinds.answer ?? []} isBusy={isBusy} askDelete={() => setLeaving(one)}
              resume={() => void act(() => resume(one.id), `“${one.description}”从停下的那一步继续推送`)}
            />
          ))}
        </ul>
      )}
      {answer?.subscriptions.length === 0 && <Nothing />}
      {answer && (
        <NewSubscriptionForm hosts={answer.hosts} kinds={kinds.answer ?? []} isFirst={answer.subscriptions.length === 0} made={show} />
      )}
      {leaving && <DeleteDialog subscription={leaving} close={() => setLeaving(undefined)} remove={() => void remove(leaving)} />}
    </div>
  )
}

function Nothing() {
  return <p className="empty">还没有登记。登记以后，这里看得到每个地址正不正常、送到了几个、最近一次在几时；没有送到的说明为什么。</p>
}
