import type { ComponentProps } from 'react'
import type { EventView } from '../api/types.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { dayText, momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { useMe } from '../shell/session.tsx'
import { certificateAddress, fetchCampaign, fetchNomination, fetchSchemes, winnerAddress } from './calls.ts'
import { EvidenceCard } from './evidence.tsx'
import { StoryCard } from './story-card.tsx'
import { Supports } from './supports.tsx'
import type { NominationView, VetoRule } from './types.ts'
import { VerdictCard } from './verdict-card.tsx'
import './awards.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** Steps that are taken beside the evidence, and not from the bar. */
const IN_PLACE: ReadonlySet<string> = new Set(['qualify', 'reject', 'disqualify', 'revoke'])

/** One nomination: what is said of her, what the system has found, what is to be decided, and what became of it. */
export function NominationDesk(opened: DeskProps) {
  const { file } = opened
  const { found } = file
  const nomination = useLoaded(`${found.id} ${found.version}`, () => fetchNomination(found.id))
  const { answer } = nomination
  const isSupervisor = useMe().roles.includes('supervisor')
  const again = async () => { await Promise.all([opened.reload(), nomination.reload()]) }
  const bar = { ...opened, file: { ...file, found: { ...found, steps: found.steps.filter(({ step }) => !IN_PLACE.has(step) && !isHeld(answer, step)) } } }
  return (
    <SmallDesk
      opened={bar} hasBar={bar.file.found.steps.length > 0 || found.steps.length === 0} kind="award" title={found.title} applicant="被提名的人" noteOf={notesOf}
      back={<Link href={answer ? roomAddress('awards', `id=${answer.campaign.id}&tab=nominations`) : roomAddress('awards')} className="case-back">
        ← {answer?.campaign.title ?? '评优'}
      </Link>}
      line={<><span className="case-number">{found.number}</span> · {found.owner.name} · {momentText(found.openedAt)} 提名</>}
    >
      <div className="award-main">
        {nomination.trouble && <TroubleNote trouble={nomination.trouble} again={() => void nomination.reload()} />}
        {answer && <Standing nomination={answer} />}
        {answer && <VerdictPlace opened={opened} nomination={answer} again={again} />}
        {answer?.evidence && (
          <EvidenceCard
            nomination={answer} evidence={answer.evidence} mayCorrect={isSupervisor && answer.evidence.frozen && answer.campaign.status === 'locked'}
            again={again}
          />
        )}
        {answer && <Supports supports={answer.supports} />}
        {answer && answer.objectionList.length > 0 && <Objections nomination={answer} />}
        {answer && <StoryCard nomination={answer} again={again} />}
      </div>
    </SmallDesk>
  )
}

/** What this very person may not do, although her role may: said in the words of the rules, and not offered. */
function isHeld(nomination: NominationView | undefined, step: string): boolean {
  return nomination?.steps.some(({ action, refusal }) => action === step && refusal !== null) ?? false
}

/** Where it stands in the words of the rules, and why something cannot be done yet. */
function Standing({ nomination: { campaign, agreed, state, certificate, steps, publicUntil } }: { nomination: NominationView }) {
  const held = steps.filter(({ refusal }) => refusal !== null)
  return (
    <section className="card award-part" aria-labelledby="standing-title">
      <h2 id="standing-title">{campaign.title}</h2>
      <p>{agreed ? '✓ 本人同意参评' : '○ 等本人同意参评：本人登录以后在这一页点“同意参评”'}{state === 'publicity' && publicUntil !== null && `　公示到 ${publicUntil}`}</p>
      {held.length > 0 && <ul>{held.map(({ action, label, refusal }) => <li key={action}><span aria-hidden="true">○ </span>现在不能{label}：{refusal}</li>)}</ul>}
      {certificate && (
        <p>
          证书 <strong>{certificate.number}</strong>，{certificate.issuedOn} 授予{certificate.revokedOn === null
            ? <>　<a href={certificateAddress(certificate.number)} download>下载荣誉证书（PDF）</a></>
            : <strong className="late">　✕ {certificate.revokedOn} 已撤销：{certificate.reason}</strong>}
          {'　'}<a href={winnerAddress(certificate.number)} target="_blank" rel="noreferrer">公开页和核验</a>
        </p>
      )}
    </section>
  )
}

function VerdictPlace({ opened: { file: { found } }, nomination, again }: { opened: DeskProps; nomination: NominationView; again: () => Promise<void> }) {
  const { answer } = useLoaded(`award vetoes ${nomination.campaign.id}`, () => vetoesOf(nomination.campaign.id))
  const offers = found.steps.filter(({ step }) => IN_PLACE.has(step))
  return offers.length === 0 || !answer ? null : <VerdictCard found={found} offers={offers} nomination={nomination} rules={answer} again={again} />
}

/** Those of this campaign: a decision cannot rest on another. */
async function vetoesOf(campaignId: string): Promise<VetoRule[]> {
  const [{ vetoes }, { body }] = await Promise.all([fetchSchemes(), fetchCampaign(campaignId)])
  return vetoes.filter(({ id }) => body.vetoes.includes(id))
}

function Objections({ nomination: { objectionList } }: { nomination: NominationView }) {
  return (
    <section className="card award-part" aria-labelledby="objections-title">
      <h2 id="objections-title">异议（{objectionList.length} 件）</h2>
      {objectionList.map(({ id, number, stateLabel, reason, answer, openedAt, by, dueOn }) => (
        <div key={id} className="award-support">
          <p>
            <Link href={caseAddress(id)}>{number}</Link>　<strong>{stateLabel}</strong>
            <span className="faded">　{by} {momentText(openedAt)}{answer === null && dueOn !== null && `　${dayText(dueOn, openedAt.slice(0, 10))}以前答复`}</span>
          </p>
          <blockquote>{reason}</blockquote>
          {answer !== null && <p>✓ 答复：{answer}</p>}
        </div>
      ))}
    </section>
  )
}

const FIELD_WORDS: Readonly<Record<string, string>> = { opinion: '意见', discipline: '纪检意见', reason: '原因', rank: '名次', total: '得分', until: '公示到', answer: '答复' }

/** The note is one of the fields over again, where the step has fields. */
function notesOf({ data, note }: EventView) {
  const said = Object.entries(FIELD_WORDS).filter(([name]) => typeof data[name] === 'string' || typeof data[name] === 'number')
  if (said.length === 0) return note !== null && <p className="note">{note}</p>
  return said.map(([name, title]) => <p key={name} className="note">{title}：{String(data[name])}</p>)
}
