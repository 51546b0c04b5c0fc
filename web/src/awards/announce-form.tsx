import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { useMe } from '../shell/session.tsx'
import { announceCampaign } from './calls.ts'
import type { CampaignView, RankingView } from './types.ts'

/** Announces exactly the ranking one has looked at; where a tie reaches over the seats, one must say what becomes of it. */
export function AnnounceForm({ campaign: { id, may, whyNot }, ranking: { rows, rankingSm3, seats, isComplete }, again }: {
  campaign: CampaignView; ranking: RankingView; again: () => Promise<void>
}) {
  const { roles } = useMe()
  const [isAsking, setAsking] = useState(false)
  const [leaveOutTied, setLeaveOutTied] = useState(false)
  const { trouble, isBusy, done, send } = useSending()
  const [chosen, tied] = [rows.filter((row) => row.chosen === 'in'), rows.filter((row) => row.chosen === 'tied')]
  const isStuck = tied.length > 0 && !leaveOutTied
  if (!roles.includes('bureau')) return <p className="faded">初评结果由政数局公布{whyNot.announce !== null && `；现在还不能：${whyNot.announce}`}。</p>
  const announce = () => void send(() => announceCampaign(id, { rankingSm3, ...(tied.length > 0 && { leaveOutTied }) }), '已公布，开始公示')
    .then((isDone) => { setAsking(false); void (isDone && again()) })
  return (
    <section className="card award-part" aria-labelledby="announce-title">
      <h2 id="announce-title">公布初评结果</h2>
      <SendingNote trouble={trouble} done={done} />
      {whyNot.announce !== null && <p><span aria-hidden="true">○ </span>还不能公布：{whyNot.announce}</p>}
      <p>入选 {chosen.length} 人（{chosen.map(({ name }) => name).join('、') || '没有'}），名额 {seats} 个。</p>
      {tied.length > 0 && (
        <>
          <p className="late"><span aria-hidden="true">◆ </span>{tied.map(({ name }) => name).join('、')} 并列，跨过了名额，系统不替您选。可以请评委补评以后再公布，或者：</p>
          <Checkbox checked={leaveOutTied} onChange={({ target }) => setLeaveOutTied(target.checked)}>并列的都不入选，名额空着</Checkbox>
        </>
      )}
      {!isAsking && (
        <div className="award-acts">
          <Button type="primary" disabled={!may.announce || !isComplete || isStuck || whyNot.announce !== null} onClick={() => setAsking(true)}>公布，开始公示</Button>
        </div>
      )}
      {isAsking && (
        <div className="award-asking" role="group" aria-label="确认公布">
          公布以后分数不能再改，入选的开始公示，没有入选的收到通知。
          <Button type="primary" autoFocus loading={isBusy} onClick={announce}>确定公布</Button><Button onClick={() => setAsking(false)}>先不公布</Button>
        </div>
      )}
    </section>
  )
}
