import { Button, Input } from 'antd'
import { useEffect, useState } from 'react'
import type { FieldFault } from '../api/trouble.ts'
import { askBeforeLeaving } from '../shell/router.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useSettled } from '../kit/use-settled.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { BasicPart } from './basic-part.tsx'
import { checkScheme, keepCampaign, publishCampaign } from './calls.ts'
import { CriteriaPart } from './criteria-part.tsx'
import { EligiblePart } from './eligible-part.tsx'
import { PanelPart, VetoPart, VotePart } from './panel-part.tsx'
import type { CampaignView, Scheme, Schemes } from './types.ts'

const SETTLED_MILLISECONDS = 500

/** The rules of a campaign while they may still change: a draft freely, what is published as a new version with its reason. */
export function SchemeEditor({ campaign, known, again }: { campaign: CampaignView; known: Schemes; again: () => Promise<void> }) {
  const [scheme, setScheme] = useState(campaign.body)
  const [reason, setReason] = useState('')
  const isChanged = JSON.stringify(scheme) !== JSON.stringify(campaign.body)
  const sending = useSending()
  const checked = useSchemeCheck(scheme)
  const faults = [...checked.faults, ...(sending.trouble?.fields ?? [])]
  const isDraft = campaign.status === 'draft'
  const keep = () => keepCampaign(campaign.id, { from: campaign.version, body: scheme, ...(!isDraft && { reason: reason.trim() }) })
  const send = (work: () => Promise<unknown>, words: string) => void sending.send(work, words).then((isDone) => { if (isDone) { setReason(''); void again() } })
  useAsking(isChanged)
  const part = { scheme, known, faults, today: campaign.today, set: (change: (now: Scheme) => Scheme) => setScheme(change) }
  return (
    <form className="award-editor" aria-label="评选办法" noValidate onSubmit={(event) => { event.preventDefault(); send(keep, isDraft ? '草稿已保存' : '已成为新的一版') }}>
      <BasicPart {...part} /><EligiblePart {...part} /><CriteriaPart {...part} /><VetoPart {...part} /><PanelPart {...part} /><VotePart {...part} />
      <section className="card award-part" aria-label="保存和发布">
        <Standing faults={checked.faults} isBehind={checked.isBehind} />
        {!isDraft && isChanged && (
          <LabelledField title="为什么改" isRequired help="已经发布，改动会留痕，公开页写明是第几版">
            {(described) => <Input {...described} value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} />}
          </LabelledField>
        )}
        <SendingNote trouble={sending.trouble} done={sending.done} />
        <div className="award-acts">
          <Button htmlType="submit" loading={sending.isBusy} disabled={!isChanged}>{isDraft ? '保存草稿' : '保存为新的一版'}</Button>
          {isDraft && (
            <PublishButton
              isReady={checked.faults.length === 0 && !checked.isBehind}
              publish={() => send(async () => publishCampaign(campaign.id, isChanged ? (await keep()).version : campaign.version), '已发布')}
            />
          )}
          {isChanged && <span className="faded">● 改了还没有保存</span>}
        </div>
      </section>
    </form>
  )
}

/** Asks once more: from then on everybody can read it and nominate. */
function PublishButton({ isReady, publish }: { isReady: boolean; publish: () => void }) {
  const [isAsking, setAsking] = useState(false)
  if (!isAsking) return <Button type="primary" disabled={!isReady} onClick={() => setAsking(true)}>发布</Button>
  return (
    <span className="award-asking" role="group" aria-label="确认发布">
      发布以后谁都看得到，可以开始推荐，名单记下不变。
      <Button type="primary" autoFocus onClick={() => { setAsking(false); publish() }}>确定发布</Button>
      <Button onClick={() => setAsking(false)}>先不发布</Button>
    </span>
  )
}

function Standing({ faults, isBehind }: { faults: readonly FieldFault[]; isBehind: boolean }) {
  if (isBehind) return <p role="status" className="faded">正在检查……</p>
  if (faults.length === 0) return <p role="status"><span aria-hidden="true">✓ </span>检查过了，可以发布。</p>
  return (
    <div role="status">
      <p className="late"><span aria-hidden="true">▲ </span>还有 {faults.length} 处要改，改好才能发布（草稿随时可以保存）：</p>
      <ul>{faults.map(({ path, message }) => <li key={`${path} ${message}`}>{message}</li>)}</ul>
    </div>
  )
}

/** As the server judges it; until it has answered anew, what it said last. What is no number it refuses before judging. */
function useSchemeCheck(scheme: Scheme): { faults: readonly FieldFault[]; isBehind: boolean } {
  const settled = useSettled(scheme, SETTLED_MILLISECONDS)
  const { answer, trouble, isLoading } = useLoaded(JSON.stringify(settled), () => checkScheme(settled))
  const [last, setLast] = useState<readonly FieldFault[]>([])
  const said = answer ?? (trouble && (trouble.fields.length > 0 ? trouble.fields : [{ path: '', message: trouble.message }]))
  useEffect(() => { if (said) setLast(said) }, [answer, trouble])
  return { faults: said ?? last, isBehind: isLoading || settled !== scheme }
}

function useAsking(isOn: boolean): void {
  useEffect(() => (isOn ? askBeforeLeaving('评选办法改了还没有保存，离开会丢掉。要离开吗？') : undefined), [isOn])
}
