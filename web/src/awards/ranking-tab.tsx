import { Button } from 'antd'
import { Fragment, useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { AnnounceForm } from './announce-form.tsx'
import { fetchRanking } from './calls.ts'
import { ScoreParts } from './score-parts.tsx'
import type { CampaignView, FreePlace, RankedRow } from './types.ts'
import { numberText, outcomeOf } from './words.ts'

/** Who stands where, and why; every point opens in place to how it was counted. */
export function RankingTab({ campaign, again }: { campaign: CampaignView; again: () => Promise<void> }) {
  const { answer, trouble, reload } = useLoaded(`award ranking ${campaign.id} ${campaign.status}`, () => fetchRanking(campaign.id))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在排名次……</p>
  const { rows, waiting, isComplete, seats, onDuty } = answer
  const both = async () => { await Promise.all([reload(), again()]) }
  return (
    <>
      <p>可以被提名的 {onDuty} 人，名额 <strong>{seats}</strong> 个。总分相同的按写明的次序比，都一样就是并列，从不抽签；样本太少的不排名，不是名次低。</p>
      {!isComplete && (
        <section className="card award-part" aria-label="还差什么">
          <p><span aria-hidden="true">○ </span><strong>还不是最后的名次</strong>{waiting.length > 0 && '，还差：'}</p>
          {waiting.length > 0 && <ul>{waiting.map((words) => <li key={words}>{words}</li>)}</ul>}
        </section>
      )}
      {rows.length === 0 && <p className="empty">没有资格审查通过的提名，没有名次。</p>}
      {rows.length > 0 && <Table rows={rows} />}
      {answer.places.length > 0 && <FreePlaces places={answer.places} />}
      {campaign.status === 'locked' && rows.length > 0 && <AnnounceForm campaign={campaign} ranking={answer} again={both} />}
    </>
  )
}

/** What has become of the places of those who were disqualified since. */
function FreePlaces({ places }: { places: readonly FreePlace[] }) {
  return (
    <section className="card award-part" aria-labelledby="places-title">
      <h2 id="places-title">取消资格以后的名额</h2>
      <ul>
        {places.map(({ vacated, vacatedName, vacatedOn, successorName, publicUntil, why }) => (
          <li key={vacated}>
            {vacatedOn} {vacatedName} 被取消资格：{successorName === null ? why : <><strong>{successorName}</strong> 递补，公示到 {publicUntil}</>}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Table({ rows }: { rows: readonly RankedRow[] }) {
  const [open, setOpen] = useState<string>()
  return (
    <div className="wide-table" role="region" aria-label="名次表" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">名次</th>
            <th scope="col">被提名的</th>
            <th scope="col">总分</th>
            <th scope="col">结果</th>
            <th scope="col">为什么</th>
            <th scope="col">怎样算的</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.id}>
              <Row
                row={row} isShared={row.rank !== null && rows.filter(({ rank }) => rank === row.rank).length > 1} isOpen={row.id === open}
                turn={() => setOpen(row.id === open ? undefined : row.id)}
              />
              {row.id === open && <tr id={`parts-${row.id}`}><td colSpan={6} className="award-inside"><ScoreParts row={row} /></td></tr>}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ row, isShared, isOpen, turn }: { row: RankedRow; isShared: boolean; isOpen: boolean; turn: () => void }) {
  const { id, name, organisationName, rank, total, why, tie } = row
  const outcome = outcomeOf(row)
  return (
    <tr>
      <td className="unbroken">{rank === null ? '不排名' : <><strong>第 {rank} 名</strong>{isShared && <span className="second">＝ 并列</span>}</>}</td>
      <th scope="row" className="award-name">{name}<span className="second">{organisationName}</span></th>
      <td>{total === null ? '—' : <><strong>{numberText(total)}</strong> <TotalBar row={row} /></>}</td>
      <td className="unbroken"><span aria-hidden="true">{outcome.shape} </span>{outcome.words}</td>
      <td className="award-words">{why}{tie !== null && <span className="second">{tie}</span>}</td>
      <td>
        <Button size="small" aria-expanded={isOpen} aria-controls={`parts-${id}`} aria-label={`${isOpen ? '收起' : '打开'}${name}的每一分`} onClick={turn}>
          {isOpen ? '收起' : '每一分'}
        </Button>
      </td>
    </tr>
  )
}

/** The total as its parts, each as long as it earned; said in full below when opened. */
function TotalBar({ row: { parts } }: { row: RankedRow }) {
  return (
    <span className="award-bar award-total" aria-hidden="true">
      {parts.map(({ criterion, earned }) => <span key={criterion} style={{ width: `${earned ?? 0}%` }} />)}
    </span>
  )
}
