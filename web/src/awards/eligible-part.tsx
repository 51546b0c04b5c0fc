import { Button, Checkbox, Input, Radio } from 'antd'
import { LabelledGroup } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { newRequestKey } from '../kit/request-key.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchUnits } from '../governance/calls.ts'
import { fetchCampaigns } from './calls.ts'
import { Fault, type PartProps } from './criteria-part.tsx'
import { PeopleSearch } from './people-search.tsx'
import { eligibleOf, faultAt } from './scheme-shape.ts'
import type { EligibleRule, ListedSubject } from './types.ts'

const FROM: readonly (readonly [EligibleRule['from'], string])[] = [
  ['window', '评选期里在岗的窗口人员'], ['winners', '在别的活动里得过奖的人'], ['listed', '名单里写明的人或岗位'],
]

/** Who may be nominated; when it is published the list is written down. */
export function EligiblePart({ scheme: { eligible }, faults, set }: PartProps) {
  const put = (next: EligibleRule) => set((now) => ({ ...now, eligible: next }))
  const choose = (value: unknown) => { const known = FROM.find(([from]) => from === value); if (known) put(eligibleOf(known[0], eligible)) }
  return (
    <section className="card award-part" aria-labelledby="eligible-title">
      <h2 id="eligible-title">谁可以参评</h2>
      <LabelledGroup title="从哪里来" isRequired help="发布的那一刻记下名单，以后不变；可以被提名不等于得奖">
        {() => (
          <Radio.Group
            name="eligible" value={eligible.from} onChange={({ target }) => choose(target.value)}
            options={FROM.map(([value, label]) => ({ value, label }))}
          />
        )}
      </LabelledGroup>
      {eligible.from === 'winners' && <Winners chosen={eligible.campaigns} put={(campaigns) => put({ from: 'winners', campaigns })} />}
      {eligible.from === 'listed' && <Listed subjects={eligible.subjects} put={(subjects) => put({ from: 'listed', subjects })} />}
      <Fault words={faultAt(faults, 'eligible')} />
    </section>
  )
}

function Winners({ chosen, put }: { chosen: string[]; put: (campaigns: string[]) => void }) {
  const { answer } = useLoaded('award campaigns', fetchCampaigns)
  const done = (answer?.campaigns ?? []).filter(({ status }) => status === 'announced')
  if (answer && done.length === 0) return <p className="empty">还没有公布过结果的活动。有了以后，这里可以勾选。</p>
  return <Checkbox.Group className="award-column" value={chosen} onChange={put} options={done.map(({ id, title }) => ({ value: id, label: title }))} />
}

/** Whether somebody is a member of the Party is written here by whoever keeps the list; the system never guesses it. */
function Listed({ subjects, put }: { subjects: ListedSubject[]; put: (subjects: ListedSubject[]) => void }) {
  const change = (id: string, changes: Partial<ListedSubject>) => put(subjects.map((one) => (one.id === id ? { ...one, ...changes } : one)))
  return (
    <>
      <ul className="award-listed" aria-label="名单">
        {subjects.map((one) => (
          <li key={one.id}>
            {one.kind === 'post' ? <PostFields one={one} change={(changes) => change(one.id, changes)} /> : <strong>{one.name}</strong>}
            <Checkbox checked={one.partyMember === true} onChange={({ target }) => change(one.id, { partyMember: target.checked })}>
              {one.kind === 'post' ? '党员先锋岗' : '党员'}
              <span className="unseen">：{one.name}</span>
            </Checkbox>
            <Button size="small" danger aria-label={`从名单去掉${one.name}`} onClick={() => put(subjects.filter(({ id }) => id !== one.id))}>
              去掉
            </Button>
          </li>
        ))}
      </ul>
      {subjects.length === 0 && <p className="empty">名单还是空的。下面按姓名找人加进来，或者加一个岗位。</p>}
      <PeopleSearch
        label="加一个人"
        taken={subjects.map(({ id }) => id)}
        add={({ id, name, organisation }) => put([...subjects, { id, kind: 'person', name, organisation, people: [] }])}
      />
      <Button onClick={() => put([...subjects, { id: `post-${newRequestKey().slice(0, 10)}`, kind: 'post', name: '', organisation: '', people: [] }])}>
        加一个岗位
      </Button>
    </>
  )
}

interface PostFieldsProps { one: ListedSubject; change: (changes: Partial<ListedSubject>) => void }

function PostFields({ one, change }: PostFieldsProps) {
  const { answer: units = [] } = useLoaded('units', fetchUnits)
  const name = one.name === '' ? '这个岗位' : one.name
  return (
    <div className="award-post">
      <label>
        岗位名称
        <Input value={one.name} maxLength={60} onChange={({ target }) => change({ name: target.value })} />
      </label>
      <label>
        单位
        <PlainSelect
          id={`${one.id}-unit`}
          value={one.organisation || undefined}
          set={(organisation = '') => change({ organisation })}
          options={units.map((unit) => ({ value: unit.id, label: unit.name }))}
          none="请选择"
        />
      </label>
      <p>{one.people.length === 0 ? '还没有写明是哪些人。' : `${one.people.length} 个人`}</p>
      <PeopleSearch label={`${name}的人`} taken={one.people} add={({ id }) => change({ people: [...one.people, id] })} />
    </div>
  )
}
