import { Button, Checkbox, Input } from 'antd'
import { LabelledField } from '../kit/labelled.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchUnits } from '../governance/calls.ts'
import { Fault, type PartProps } from './criteria-part.tsx'
import { PeopleSearch } from './people-search.tsx'
import { faultAt, memberOf, withVote } from './scheme-shape.ts'
import { TypedNumber } from './typed-number.tsx'
import type { Scheme, Vote } from './types.ts'

/** Who scores, how many must, and when the highest and the lowest fall away. */
export function PanelPart({ scheme: { panel }, faults, set }: PartProps) {
  const { answer: units = [] } = useLoaded('units', fetchUnits)
  const put = (changes: Partial<Scheme['panel']>) => set((now) => ({ ...now, panel: { ...now.panel, ...changes } }))
  return (
    <section className="card award-part" aria-labelledby="panel-title">
      <h2 id="panel-title">评委（{panel.members.length} 人）</h2>
      <p className="faded">和被提名的人同一个单位的、是本人的，系统自动回避；别的关系由评委自己声明。</p>
      {panel.members.length === 0 && <p className="empty">还没有评委。下面按姓名找人加进来。</p>}
      <ul className="award-listed" aria-label="评委">
        {panel.members.map(({ account, name, organisation }) => (
          <li key={account}>
            <span>
              <strong>{name}</strong>
              <span className="faded">　{units.find(({ id }) => id === organisation)?.name}</span>
            </span>
            <Button size="small" danger aria-label={`去掉评委${name}`} onClick={() => put({ members: panel.members.filter((one) => one.account !== account) })}>
              去掉
            </Button>
          </li>
        ))}
      </ul>
      <PeopleSearch
        label="加一位评委"
        taken={panel.members.map(({ account }) => account)}
        add={(person) => put({ members: [...panel.members, memberOf(person)] })}
      />
      <div className="award-days">
        <LabelledField title="至少几位打分才算数" isRequired>
          {(described) => <TypedNumber {...described} value={panel.quorum} minimum={1} set={(quorum) => put({ quorum })} />}
        </LabelledField>
        <LabelledField title="几个分以上去掉最高最低各一个" isRequired>
          {(described) => <TypedNumber {...described} value={panel.trimFrom} minimum={3} set={(trimFrom) => put({ trimFrom })} />}
        </LabelledField>
      </div>
      <Fault words={faultAt(faults, 'panel')} />
    </section>
  )
}

/** What rules somebody out whatever her score, each with what it rests on. */
export function VetoPart({ scheme: { vetoes }, known, faults, set }: PartProps) {
  const turn = (id: string, isOn: boolean) =>
    set((now) => ({ ...now, vetoes: known.vetoes.map((rule) => rule.id).filter((one) => (one === id ? isOn : now.vetoes.includes(one))) }))
  return (
    <section className="card award-part" aria-labelledby="veto-title">
      <h2 id="veto-title">一票否决</h2>
      <ul className="award-column">
        {known.vetoes.map(({ id, name, how, basis }) => (
          <li key={id}>
            <Checkbox checked={vetoes.includes(id)} onChange={({ target }) => turn(id, target.checked)}>{name}</Checkbox>
            <span className="second faded">{how === 'measured' ? '系统查' : '由审查的人写明'}；{basis}</span>
          </li>
        ))}
      </ul>
      <Fault words={faultAt(faults, 'vetoes')} />
    </section>
  )
}

export function VotePart({ scheme: { vote }, faults, set, today }: PartProps) {
  return (
    <section className="card award-part" aria-labelledby="vote-title">
      <h2 id="vote-title">投票</h2>
      <Checkbox checked={vote !== null} onChange={({ target }) => set((now) => withVote(now, target.checked, today))}>这次有网上投票</Checkbox>
      {vote === null
        ? <p className="faded">没有投票。勾上以后，标准里会多一项“投票”，给它写权重。</p>
        : <VoteFields vote={vote} put={(changes) => set((now) => (now.vote === null ? now : { ...now, vote: { ...now.vote, ...changes } }))} />}
      <Fault words={faultAt(faults, 'vote')} />
    </section>
  )
}

function VoteFields({ vote, put }: { vote: Vote; put: (changes: Partial<Vote>) => void }) {
  return (
    <>
      <div className="award-days">
        <LabelledField title="从哪天" isRequired>
          {(described) => <Input {...described} type="date" value={vote.from} onChange={({ target }) => put({ from: target.value })} />}
        </LabelledField>
        <LabelledField title="到哪天" isRequired>
          {(described) => <Input {...described} type="date" value={vote.until} onChange={({ target }) => put({ until: target.value })} />}
        </LabelledField>
        <LabelledField title="一个人一天最多收几票" isRequired help="超过的先放在一边，等监督部门看">
          {(described) => <TypedNumber {...described} value={vote.perNomineeADay} minimum={1} set={(perNomineeADay) => put({ perNomineeADay })} />}
        </LabelledField>
      </div>
      <Checkbox checked={vote.hidesCounts} onChange={({ target }) => put({ hidesCounts: target.checked })}>
        投票结束以前不公开票数
      </Checkbox>
      <p className="faded">一人一天一票。成批的、像机器投的先放在一边，监督部门看过才算或不算。</p>
    </>
  )
}
