import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { SendingNote } from '../people/sending-note.tsx'
import { TypedField, typedIn } from '../people/typed-field.tsx'
import { useSending } from '../people/use-sending.ts'
import { uploadScan, type Paper, type Receiving } from './calls.ts'

export const IDENTITY_KINDS = ['居民身份证', '营业执照和经办人身份证', '其他有效证件']
const IDENTITY_OPTIONS = IDENTITY_KINDS.map((value) => ({ value, label: value }))
const CHECKS = ['份数与清单一致', '字迹清楚、没有缺页', '该签名盖章的地方有签名盖章']

interface PapersFormProps {
  materials: readonly { id: string; name: string }[]
  /** After a correction nobody's identity is asked for again. */
  isMore?: boolean
  send: (data: Receiving | { papers: Paper[] }) => Promise<unknown>
  done: () => void
}

/** What lies on the desk, counted; whether it was looked at; whose papers they are. */
export function PapersForm({ materials, isMore = false, send: give, done }: PapersFormProps) {
  const [papers, setPapers] = useState<Record<string, Paper>>({})
  const [kind, setKind] = useState(IDENTITY_KINDS[0] ?? '')
  const { trouble, isBusy, done: said, send, faultOf } = useSending()
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const { lastFour = '', lacking = '' } = typedIn(event.currentTarget)
    const ticked = new FormData(event.currentTarget)
    const given = Object.values(papers).filter(({ originals, copies, fileId }) => originals + copies > 0 || fileId !== undefined)
    const data = isMore ? { papers: given } : {
      papers: given, checked: CHECKS.filter((check) => ticked.has(check)),
      identity: { kind, lastFour, isSamePerson: ticked.has('same') }, ...(lacking !== '' && { lacking }),
    }
    if (await send(() => give(data), '已收件')) done()
  }
  return (
    <form className="step-form" onSubmit={(event) => void submit(event)} noValidate>
      <SendingNote trouble={trouble} done={said} />
      {trouble?.fields.map(({ path, message }) => <p key={path} className="field-fault">{FIELDS[path] ?? path}：{message}</p>)}
      {!isMore && (
        <>
          <LabelledField title="证件种类" isRequired>
            {(described) => <PlainSelect {...described} value={kind} set={(value) => setKind(value ?? '')} options={IDENTITY_OPTIONS} />}
          </LabelledField>
          <TypedField name="lastFour" title="证件号码后四位" help="只记后四位" fault={faultOf('identity.lastFour')} />
          <label className="tick"><input type="checkbox" name="same" /> 人证一致</label>
          <Checks />
        </>
      )}
      <fieldset className="field">
        <legend>收到的材料</legend>
        {materials.map((material) => (
          <PaperRow key={material.id} material={material} set={(paper) => setPapers((before) => ({ ...before, [material.id]: paper }))} />
        ))}
      </fieldset>
      {!isMore && <TypedField name="lacking" title="缺什么（照收，由主管部门一次性告知）" fault={faultOf('lacking')} />}
      <Button type="primary" htmlType="submit" loading={isBusy}>{isMore ? '收下补正材料' : '收件'}</Button>
    </form>
  )
}

function Checks() {
  return (
    <fieldset className="field">
      <legend>形式审查看过的</legend>
      {CHECKS.map((check) => <label key={check} className="tick"><input type="checkbox" name={check} /> {check}</label>)}
    </fieldset>
  )
}

const FIELDS: Readonly<Record<string, string>> = { papers: '收到的材料', checked: '形式审查', 'identity.lastFour': '证件号码后四位', 'identity.isSamePerson': '人证一致' }

function PaperRow({ material: { id, name }, set }: { material: { id: string; name: string }; set: (paper: Paper) => void }) {
  const [paper, setPaper] = useState<Paper>({ materialId: id, name, originals: 0, copies: 0 })
  const { trouble, isBusy, send } = useSending()
  const change = (changes: Partial<Paper>) => { const next = { ...paper, ...changes }; setPaper(next); set(next) }
  const count = (which: 'originals' | 'copies', label: string) => {
    const put = (typed: string) => change({ [which]: Math.max(0, Math.min(99, Math.trunc(Number(typed) || 0))) })
    return (
      <label>
        {label}{' '}
        <input type="number" min={0} max={99} aria-label={`${name}：${label}`} value={paper[which]} onChange={({ target }) => put(target.value)} />
      </label>
    )
  }
  const scan = (file: File | undefined) => { if (file) void send(async () => change(await uploadScan(file))) }
  return (
    <div className="paper-row">
      <strong>{name}</strong> {count('originals', '原件')} {count('copies', '复印件')}
      <label>扫描件 <input type="file" disabled={isBusy} onChange={({ target }) => scan(target.files?.[0])} /></label>
      {paper.sm3 !== undefined && <span className="faded">SM3 {paper.sm3.slice(0, 12)}…</span>}
      <SendingNote trouble={trouble} done="" />
    </div>
  )
}
