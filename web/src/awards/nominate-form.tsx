import { Button, Input } from 'antd'
import { useRef, useState, type FormEvent } from 'react'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper } from '../kit/request-key.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { useMe } from '../shell/session.tsx'
import { nominate } from './calls.ts'
import type { CampaignView, EligiblePerson } from './types.ts'

const WORDS_MIN = 5

/** Nominates a colleague or oneself; where somebody has been nominated already, the words go to that nomination. */
export function NominateForm({ campaign, again }: { campaign: CampaignView; again: () => Promise<void> }) {
  const { eligible, may } = campaign
  const choices = choicesOf(eligible, may.nominate, useMe())
  if (choices.length > 0) return <Form id={campaign.id} choices={choices} again={again} />
  const why = may.nominate.length === 0 ? '推荐已经截止。' : '工作人员可以自荐；推荐别人由单位的负责人（审批）以单位名义提。名单里没有您可以提的人。'
  return <p className="card faded">这次没有您可以提名的人：{why}</p>
}

interface Choice { value: string; label: string }
interface Made { caseId: string; name: string; isNew: boolean }

function Form({ id, choices, again }: { id: string; choices: readonly Choice[]; again: () => Promise<void> }) {
  const [subject, setSubject] = useState<string>()
  const [words, setWords] = useState('')
  const [isTried, setTried] = useState(false)
  const [made, setMade] = useState<Made>()
  const { trouble, isBusy, done, send, faultOf } = useSending()
  const keyFor = useRef(keyKeeper())
  const faults = {
    subject: subject === undefined ? '请选提名谁' : undefined,
    words: words.trim().length < WORDS_MIN ? `请写做了什么，至少 ${WORDS_MIN} 个字` : undefined,
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (subject === undefined || faults.words !== undefined) return
    const body = { subject, words: words.trim() }
    void send(async () => {
      const answer = await nominate(id, body, keyFor.current(body))
      setMade({ ...answer, name: choices.find(({ value }) => value === subject)?.label ?? '' })
      setSubject(undefined)
      setWords('')
      setTried(false)
      await again()
    })
  }
  return (
    <form className="card award-part" aria-labelledby="nominate-title" onSubmit={submit} noValidate>
      <h2 id="nominate-title">提名</h2>
      <SendingNote trouble={trouble} done={done} />
      {made && <MadeNote made={made} />}
      <LabelledField title="提名谁" isRequired help="名单是发布时记下的" fault={isTried ? faults.subject ?? faultOf('subject') : undefined}>
        {(described) => <PlainSelect {...described} value={subject} set={setSubject} options={choices} none="请选择" />}
      </LabelledField>
      <WordsField words={words} set={setWords} fault={isTried ? faults.words ?? faultOf('words') : undefined} />
      <div className="award-acts"><Button type="primary" htmlType="submit" loading={isBusy}>提名</Button></div>
    </form>
  )
}

function WordsField({ words, set, fault }: { words: string; set: (words: string) => void; fault: string | undefined }) {
  return (
    <LabelledField title="推荐的理由" isRequired help="写具体的事：哪天、哪件、做了什么；不要写群众的姓名和证件号" fault={fault}>
      {(described) => (
        <Input.TextArea {...described} value={words} maxLength={500} autoSize={{ minRows: 3, maxRows: 10 }} onChange={({ target }) => set(target.value)} />
      )}
    </LabelledField>
  )
}

function MadeNote({ made: { caseId, name, isNew } }: { made: Made }) {
  return (
    <p role="status">
      <span aria-hidden="true">✓ </span>已提名 {name}
      {isNew ? '' : '（已经有人提名，您写的成为又一份推荐）'}。<Link href={caseAddress(caseId)}>看办到哪一步</Link>
    </p>
  )
}

/** Oneself first, where one may; then, for the head of a unit, its people. */
function choicesOf(
  eligible: readonly EligiblePerson[], may: readonly string[], me: { id: string; organisation: string | null; roles: readonly string[] },
): Choice[] {
  const own = eligible.filter(({ id }) => may.includes('self') && id === me.id).map(({ id, name }) => ({ value: id, label: `我自己（${name}）` }))
  const isHead = may.includes('unit') && me.roles.includes('approver')
  const colleagues = eligible.filter(({ id, organisation }) => isHead && id !== me.id && organisation === me.organisation)
  return [...own, ...colleagues.map(({ id, name, nominated }) => ({ value: id, label: `${name}${nominated ? '（已有提名）' : ''}` }))]
}
