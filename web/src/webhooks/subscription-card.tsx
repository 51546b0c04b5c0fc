import { Button } from 'antd'
import { momentText } from '../kit/days.ts'
import type { EventKind, Subscription } from './calls.ts'
import { HealthMark } from './health-mark.tsx'
import { chosenWords, deliveredWords, healthOf, troubleWords } from './words.ts'

interface Card { subscription: Subscription; kinds: readonly EventKind[]; isBusy: boolean; resume: () => void; askDelete: () => void }

/** How it stands with one address. */
export function SubscriptionCard({ subscription, kinds, isBusy, resume, askDelete }: Card) {
  const { id, url, description, createdAt, kinds: chosen } = subscription
  const health = healthOf(subscription)
  return (
    <li className="card" aria-labelledby={`subscription-${id}`}>
      <div className="subscription-head">
        <h2 id={`subscription-${id}`}>{description}</h2>
        <HealthMark subscription={subscription} />
      </div>
      <p className="address">{url}</p>
      {health !== 'fine' && <p className={health === 'stopped' ? 'why late' : 'why'}>{troubleWords(subscription)}</p>}
      <dl>
        <div><dt>送到</dt><dd>{deliveredWords(subscription)}</dd></div>
        <div><dt>推哪些</dt><dd>{chosenWords(chosen, kinds)}</dd></div>
        <div><dt>登记于</dt><dd>{momentText(createdAt)}</dd></div>
      </dl>
      <div className="acts">
        {health !== 'fine' && <Button type="primary" size="small" disabled={isBusy} onClick={resume} aria-label={`${RESUME[health]} ${description}`}>{RESUME[health]}</Button>}
        <Button size="small" disabled={isBusy} onClick={askDelete} aria-label={`删除 ${description}`}>删除</Button>
      </div>
    </li>
  )
}

const RESUME = { retrying: '现在就推', stopped: '继续推送' } as const
