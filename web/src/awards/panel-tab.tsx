import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchNomination, fetchNominations } from './calls.ts'
import { EvidenceCard } from './evidence.tsx'
import { ScoreForm } from './score-form.tsx'
import { Supports } from './supports.tsx'
import type { CampaignView, NominationHead } from './types.ts'
import { progressOf } from './words.ts'

/** A member of the panel: whom she scores, how far she is, and one of them opened. */
export function PanelTab({ campaign, nominee }: { campaign: CampaignView; nominee: string | null }) {
  const { answer, trouble, reload } = useLoaded(`award nominations ${campaign.id}`, () => fetchNominations(campaign.id))
  if (campaign.status === 'open') return <p className="empty">还在推荐和审查，锁定以后才能打分；那时这里会列出您要评的人。</p>
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在打开……</p>
  const rows = answer.filter(({ myPart }) => myPart !== null)
  const { mine, scored, recused } = progressOf(rows)
  const isOver = campaign.status === 'announced'
  const next = rows.find(({ id, myPart, scoredByMe }) => myPart === 'member' && !scoredByMe && id !== nominee)
  return (
    <>
      <p role="status" className="award-progress">
        <progress value={scored} max={Math.max(1, mine)} aria-label="打分的进度" />
        <span>
          要评 {mine} 人，<strong>打了 {scored} 人</strong>
          {recused > 0 && `，回避 ${recused} 人`}
          {isOver ? '。结果已经公布，分数不能再改。' : scored === mine ? '。✓ 都打完了，公布以前还可以改。' : '。'}
        </span>
      </p>
      {rows.length === 0 && <p className="empty">没有您要评的人。资格审查通过的会列在这里。</p>}
      {rows.length > 0 && <Table campaign={campaign} rows={rows} nominee={nominee} />}
      {nominee !== null && <Nominee key={nominee} id={nominee} campaign={campaign} next={next} again={reload} />}
    </>
  )
}

const addressOf = (campaign: string, nominee: string): string => roomAddress('awards', `id=${campaign}&tab=panel&nominee=${nominee}`)

function Table({ campaign: { id, status }, rows, nominee }: { campaign: CampaignView; rows: readonly NominationHead[]; nominee: string | null }) {
  return (
    <div className="wide-table" role="region" aria-label="您要评的人" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">被提名的</th><th scope="col">单位</th><th scope="col">您的评分</th></tr></thead>
        <tbody>
          {rows.map((one) => (
            <tr key={one.id} aria-current={one.id === nominee ? 'true' : undefined}>
              <th scope="row"><Link href={addressOf(id, one.id)}>{one.name}</Link></th>
              <td>{one.organisationName}</td>
              <td>{one.myPart === 'recused' ? '◇ 回避，不评' : one.scoredByMe ? '✓ 打过分' : status === 'announced' ? '— 没有打分' : '○ 等您打分'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Nominee({ id, campaign, next, again }: { id: string; campaign: CampaignView; next: NominationHead | undefined; again: () => Promise<void> }) {
  const { answer, trouble, reload } = useLoaded(`award nomination ${id}`, () => fetchNomination(id))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在打开……</p>
  const both = async () => { await Promise.all([reload(), again()]) }
  return (
    <section className="award-nominee" aria-label={answer.name}>
      <h2>{answer.name}<span className="faded">　{answer.organisationName}</span></h2>
      {answer.myPart === 'recused' && (
        <p className="card"><span aria-hidden="true">◇ </span>这一位您回避，不打分{answer.recusedBecause !== null && `：${answer.recusedBecause}`}。</p>
      )}
      {answer.myPart === 'member' && (
        <>
          {answer.evidence && <EvidenceCard nomination={answer} evidence={answer.evidence} />}
          <Supports supports={answer.supports} />
          {campaign.may.score && <ScoreForm key={`${answer.id} ${answer.scoredByMe}`} nomination={answer} scheme={campaign.body} again={both} />}
        </>
      )}
      {next && <p><Link href={addressOf(campaign.id, next.id)}>下一位：{next.name} →</Link></p>}
    </section>
  )
}
