import { Button } from 'antd'
import { useRef, useState } from 'react'
import { dayText } from '../kit/days.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSending } from '../people/use-sending.ts'
import { Link } from '../shell/link.tsx'
import { go } from '../shell/router.ts'
import { roomAddress } from '../shell/rooms.ts'
import { draftCampaign, fetchCampaigns, fetchSchemes } from './calls.ts'
import type { CampaignHead, Kind, Scheme } from './types.ts'

/** Every campaign one may see, and for the bureau how to begin another. */
export function CampaignList({ mayDraft }: { mayDraft: boolean }) {
  const { answer, trouble, reload } = useLoaded('award campaigns', fetchCampaigns)
  return (
    <>
      {mayDraft && <NewCampaign />}
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.campaigns.length === 0 && <p className="empty">{mayDraft ? '还没有评选活动。选一种，从默认办法拟一个，改好再发布。' : '还没有发布的评选活动。发布以后会列在这里，可以推荐同事，也可以自荐。'}</p>}
      {answer && answer.campaigns.length > 0 && <Table campaigns={answer.campaigns} today={answer.today} />}
    </>
  )
}

function NewCampaign() {
  const { answer, trouble: noSchemes, reload } = useLoaded('award schemes', fetchSchemes)
  const [kind, setKind] = useState<string | undefined>('star')
  const { trouble, isBusy, send } = useSending()
  const keyFor = useRef(keyKeeper())
  const chosen = answer?.schemes.find((scheme) => scheme.kind === kind)
  const begin = (scheme: Scheme) => void send(async () => go(roomAddress('awards', `id=${(await draftCampaign(scheme, keyFor.current(scheme))).id}`)))
  if (noSchemes) return <TroubleNote trouble={noSchemes} again={() => void reload()} />
  return (
    <form className="card award-new" aria-label="新建评选活动" onSubmit={(event) => { event.preventDefault(); if (chosen) begin(chosen) }}>
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title="新建评选活动" isRequired help="先从默认办法拟一份草稿，别人看不到；改好再发布">
        {(described) => <PlainSelect {...described} value={kind} set={setKind} options={KINDS.map(([value, label]) => ({ value, label }))} />}
      </LabelledField>
      <Button type="primary" htmlType="submit" loading={isBusy} disabled={!chosen}>拟一份草稿</Button>
    </form>
  )
}

const KINDS: readonly (readonly [Kind, string])[] = [['star', '服务之星'], ['model', '服务标兵'], ['pioneer', '党员先锋岗']]

function Table({ campaigns, today }: { campaigns: readonly CampaignHead[]; today: string }) {
  return (
    <div className="wide-table" role="region" aria-label="评选活动" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">活动</th>
            <th scope="col">评选期</th>
            <th scope="col">到了哪一步</th>
            <th scope="col" className="figure">提名</th>
            <th scope="col" className="figure">名额</th>
            <th scope="col">我的事</th>
          </tr>
        </thead>
        <tbody>
          {campaigns.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link href={roomAddress('awards', `id=${one.id}`)}>{one.title}</Link>
                <span className="second">{one.kindName}{one.isExample && '　示例，人和数都是编的'}</span>
              </th>
              <td className="unbroken">{one.period.from} 至 {one.period.to}</td>
              <td>{one.statusLabel}<span className="second">{whenText(one, today)}</span></td>
              <td className="figure">{one.nominations}</td>
              <td className="figure">{one.status === 'draft' ? '—' : one.seats}</td>
              <td>
                {one.isPanelMember
                  ? <Link href={roomAddress('awards', `id=${one.id}&tab=panel`)} aria-label={`${one.title}：去打分`}>我是评委</Link>
                  : <span className="faded">—</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function whenText({ status, nominateUntil, publicUntil }: CampaignHead, today: string): string {
  if (status === 'draft') return '还没有发布'
  if (status === 'open') return `${nominateUntil < today ? '推荐已截止于' : '推荐到'} ${dayText(nominateUntil, today)}`
  return publicUntil === null ? '' : `公示到 ${dayText(publicUntil, today)}`
}
