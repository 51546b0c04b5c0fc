import { Alert, Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { chinaDay, momentText } from '../kit/days.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { Link } from '../shell/link.tsx'
import { retryNow, switchOff, switchOn, type Connection, type Overview, type Peer } from './calls.ts'
import { ConnectForm } from './connect-form.tsx'
import { address } from './upper-exchange-address.ts'
import { backfillWords, healthOf, HEALTH_WORDS, standingWords } from './words.ts'

interface Card { peer: Peer; overview: Overview; mayReport: boolean; mayConnect: boolean; reload: () => Promise<void> }

/** How it stands with one platform, and what may be done about it. */
export function PeerCard({ peer, overview, mayReport, mayConnect, reload }: Card) {
  const { id, name, connection } = peer
  const { send, trouble, done, isBusy, faultOf } = useSending()
  const [secret, setSecret] = useState('')
  const act = (work: () => Promise<unknown>, words: string) => void send(work, words).then(reload)
  return (
    <section className="card peer" aria-labelledby={`peer-${id}`}>
      <div className="peer-head"><h2 id={`peer-${id}`}>{name}</h2><HealthMark connection={connection} /></div>
      <SendingNote trouble={trouble} done={done} />
      {secret !== '' && <SecretNote secret={secret} close={() => setSecret('')} />}
      {connection === null && <p className="empty">还没有登记地址。登记并开始报送以后，这里看得到排着多少、退回多少、最近一次送到在几时。</p>}
      {connection && <Standing peer={peer} connection={connection} overview={overview} mayReport={mayReport} />}
      {connection && mayReport && (
        <div className="acts">
          {healthOf(connection) === 'retrying' && <Button type="primary" disabled={isBusy} onClick={() => act(() => retryNow(id), '马上再试')}>现在就试</Button>}
          {connection.state === 'on' && <Button disabled={isBusy} onClick={() => act(() => switchOff(id), `已停止向${name}报送`)}>停止报送</Button>}
        </div>
      )}
      {connection && mayReport && (
        <SwitchOn
          connection={connection} fault={faultOf('fromDay')} isBusy={isBusy}
          on={(day) => act(() => switchOn(id, day), `从 ${day} 起收的件向${name}报送`)}
        />
      )}
      {mayConnect && <ConnectForm peer={peer} overview={overview} connected={(made) => { setSecret(made ?? ''); void reload() }} />}
    </section>
  )
}

function Standing({ peer, connection, overview, mayReport }: { peer: Peer; connection: Connection; overview: Overview; mayReport: boolean }) {
  const filling = backfillWords(connection)
  const { waiting, rejected } = connection
  const counted = (count: number) => `${count}${count < overview.countMax ? '' : ' 以上'} 行`
  const door = (tab: string, words: string) => (mayReport ? <Link href={address(tab, peer.id)}>{words}</Link> : words)
  return (
    <>
      <p className={healthOf(connection) === 'retrying' ? 'why' : ''}>{standingWords(connection)}</p>
      {filling !== '' && <p><progress max={connection.backfillTotal ?? 1} value={connection.backfillDone} aria-label="补报的进度" /> {filling}</p>}
      <dl className="peer-facts">
        <div><dt>地址</dt><dd className="address">{connection.url}</dd></div>
        <div><dt>报什么</dt><dd>{connection.families.map((family) => overview.families[family] ?? family).join('、')}</dd></div>
        <div><dt>排着</dt><dd>{door('waiting', counted(waiting))}{connection.oldestAt === null ? '' : `，最早的 ${momentText(connection.oldestAt)}`}</dd></div>
        <div><dt>退回</dt><dd>{door('rejected', counted(rejected))}{rejected === 0 ? '' : '，等人改正'}</dd></div>
        <div><dt>对账</dt><dd>{door('days', connection.unevenDays === 0 ? '没有不平的日子' : `${connection.unevenDays} 天不平`)}</dd></div>
        <div><dt>下发</dt><dd>{door('down', connection.downNew === 0 ? '没有要处理的' : `${connection.downNew} 条要处理`)}</dd></div>
      </dl>
    </>
  )
}

function SwitchOn({ connection, fault, isBusy, on }: { connection: Connection; fault: string | undefined; isBusy: boolean; on: (day: string) => void }) {
  const submit = (event: FormEvent<HTMLFormElement>) => { event.preventDefault(); on(typedIn(event.currentTarget)['fromDay'] ?? '') }
  return (
    <details open={connection.state === 'off'}>
      <summary>{connection.state === 'off' ? '开始报送' : '改成从更早的一天起报'}</summary>
      <form className="step-form" onSubmit={submit} noValidate>
        <TypedField name="fromDay" type="date" title="起报日" help={`这一天以后收的件才报，以前收的一件也不报；今天是 ${chinaDay(new Date())}。报过的收不回来，以后只能改早`} fault={fault} />
        <div>
          <Button htmlType="submit" type={connection.state === 'off' ? 'primary' : 'default'} loading={isBusy}>
            {connection.state === 'off' ? '开始报送' : '改起报日'}
          </Button>
        </div>
      </form>
    </details>
  )
}

function SecretNote({ secret, close }: { secret: string; close: () => void }) {
  return (
    <div className="secret-note">
      <Alert type="warning" showIcon role="alert" title="密钥只出现这一次，以后再也看不到" description="双方用它签名和加密个人信息，请交给对方的技术人员；丢了就换一把" />
      <p><code className="secret">{secret}</code></p>
      <Button onClick={close}>我已经存好</Button>
    </div>
  )
}

/** A shape and a word, so that it can be read without colours. */
function HealthMark({ connection }: { connection: Connection | null }) {
  const health = healthOf(connection)
  return (
    <span className={`standing standing-${({ fine: 'over', retrying: 'near', off: 'paused', none: 'paused' } as const)[health]}`}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        {health === 'fine' ? <path d="M2 8.5 6 12.5 14 4" fill="none" stroke="currentColor" strokeWidth="2.5" />
          : health === 'retrying' ? <path d="M8 1.5 15 14.5H1Z" fill="currentColor" />
          : <path d="M3 2h4v12H3zM9 2h4v12H9z" fill="currentColor" />}
      </svg>
      {HEALTH_WORDS[health]}
    </span>
  )
}
