import { Button, Input } from 'antd'
import { useState } from 'react'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { keyKeeper, newRequestKey } from '../kit/request-key.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { go } from '../shell/router.ts'
import { askSurvey, type Asked, type Choices } from './calls.ts'
import { addressOf } from './doors.ts'

const CASES = [1000, 5000, 10_000, 20_000, 50_000]
const CASES_DEFAULT = 10_000

/** Which cases to look at. The server goes on counting if the page closes. */
export function SurveyForm({ choices, before }: { choices: Choices; before?: Asked }) {
  const [asked, setAsked] = useState<Asked>(before ?? { type: choices.types[0]?.type ?? 'application', cases: CASES_DEFAULT })
  const [trouble, setTrouble] = useState<Trouble>()
  const [isSending, setSending] = useState(false)
  const [keyFor] = useState(() => keyKeeper(newRequestKey))
  const put = (changes: { [Name in keyof Asked]?: Asked[Name] | undefined }) => setAsked((was) => cleaned({ ...was, ...changes }))
  const send = async () => {
    setSending(true)
    try {
      const { id } = await askSurvey(asked, keyFor(asked))
      go(addressOf({ survey: id, tab: 'flow' }))
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
    setSending(false)
  }
  return (
    <form className="card survey-form" onSubmit={(event) => { event.preventDefault(); void send() }}>
      <Fields asked={asked} choices={choices} put={put} />
      {trouble && <TroubleNote trouble={trouble} />}
      <p><Button type="primary" htmlType="submit" loading={isSending}>开始计算</Button> <span className="faded">在后台算，关了页面也会算完。</span></p>
    </form>
  )
}

interface FieldsProps { asked: Asked; choices: Choices; put: (changes: { [Name in keyof Asked]?: Asked[Name] | undefined }) => void }

const CASES_OPTIONS = CASES.map((cases) => ({ value: String(cases), label: `最近收到的 ${cases} 件` }))

function Fields({ asked, choices: { types, groups }, put }: FieldsProps) {
  const own = groups.filter(({ type }) => type === asked.type)
  const offices = [...new Map(own.map(({ organisation, organisationName }) => [organisation, organisationName]))].map(([value, label]) => ({ value, label }))
  const matters = own.filter(({ organisation }) => asked.organisation === undefined || organisation === asked.organisation)
  const items = [...new Map(matters.map(({ item, itemName }) => [item, itemName]))].map(([value, label]) => ({ value, label }))
  const kinds = types.map(({ type, label, cases }) => ({ value: type, label: `${label}（${cases} 件）` }))
  const chooseType = (type = asked.type) => put({ type, item: undefined, organisation: undefined, against: undefined })
  return (
    <div className="survey-fields">
      <LabelledField title="办件种类" isRequired>
        {(described) => <PlainSelect {...described} value={asked.type} set={chooseType} options={kinds} />}
      </LabelledField>
      <LabelledField title="部门">
        {(described) => <PlainSelect {...described} none="全部部门" value={asked.organisation} set={(organisation) => put({ organisation, item: undefined })} options={offices} />}
      </LabelledField>
      <LabelledField title="事项">
        {(described) => <PlainSelect {...described} none="全部事项" value={asked.item} set={(item) => put({ item })} options={items} />}
      </LabelledField>
      <LabelledField title="从哪天收到">
        {(described) => <Input {...described} type="date" value={asked.from ?? ''} onChange={({ target }) => put({ from: target.value || undefined })} />}
      </LabelledField>
      <LabelledField title="到哪天收到">
        {(described) => <Input {...described} type="date" value={asked.to ?? ''} onChange={({ target }) => put({ to: target.value || undefined })} />}
      </LabelledField>
      <Extent asked={asked} types={types} put={put} />
    </div>
  )
}

type ExtentProps = Pick<FieldsProps, 'asked' | 'put'> & Pick<Choices, 'types'>

/** How many cases are looked at, and which workflow they are held against. */
function Extent({ asked, types, put }: ExtentProps) {
  const versions = (types.find(({ type }) => type === asked.type)?.versions ?? []).map((version) => ({ value: String(version), label: `第 ${version} 版` }))
  return (
    <>
      <LabelledField title="最多看几件" isRequired>
        {(described) => (
          <PlainSelect
            {...described} value={String(asked.cases ?? CASES_DEFAULT)} options={CASES_OPTIONS}
            set={(cases) => put({ cases: Number(cases ?? CASES_DEFAULT) })}
          />
        )}
      </LabelledField>
      <LabelledField title="对照哪一版流程">
        {(described) => (
          <PlainSelect
            {...described} none="各照自己开始时的一版" value={asked.against?.toString()} options={versions}
            set={(version) => put({ against: version === undefined ? undefined : Number(version) })}
          />
        )}
      </LabelledField>
    </>
  )
}

/** What is not chosen is not sent. */
function cleaned({ type, item, organisation, from, to, cases, against }: { [Name in keyof Asked]?: Asked[Name] | undefined }): Asked {
  return {
    type: type ?? '', ...(item !== undefined && { item }), ...(organisation !== undefined && { organisation }),
    ...(from !== undefined && { from }), ...(to !== undefined && { to }), ...(cases !== undefined && { cases }), ...(against !== undefined && { against }),
  }
}
