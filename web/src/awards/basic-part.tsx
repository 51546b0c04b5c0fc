import { Checkbox, Input, Radio } from 'antd'
import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import type { PartProps } from './criteria-part.tsx'
import { Fault } from './criteria-part.tsx'
import { faultAt, quotaOf } from './scheme-shape.ts'
import { TypedNumber } from './typed-number.tsx'
import type { Nominator, Quota, Succession } from './types.ts'
import { NOMINATOR_WORDS, SUCCESSION_WORDS } from './words.ts'

const NOMINATORS: readonly Nominator[] = ['self', 'unit', 'citizen']

/** What it is called, what days it looks at, who may nominate and how many win. */
export function BasicPart({ scheme, faults, set }: PartProps) {
  const { title, nominators, publicityWorkingDays, basis } = scheme
  return (
    <section className="card award-part" aria-labelledby="basic-title">
      <h2 id="basic-title">基本内容</h2>
      <LabelledField title="名称" isRequired fault={faultAt(faults, 'title')}>
        {(described) => <Input {...described} value={title} maxLength={80} onChange={({ target }) => set((now) => ({ ...now, title: target.value }))} />}
      </LabelledField>
      <DayFields scheme={scheme} faults={faults} set={set} />
      <LabelledGroup title="谁可以提名" isRequired fault={faultAt(faults, 'nominators')}>
        {() => (
          <Checkbox.Group
            value={nominators} onChange={(chosen) => set((now) => ({ ...now, nominators: NOMINATORS.filter((one) => chosen.includes(one)) }))}
            options={NOMINATORS.map((value) => ({ value, label: NOMINATOR_WORDS[value] }))}
          />
        )}
      </LabelledGroup>
      <QuotaFields quota={scheme.quota} fault={faultAt(faults, 'quota')} put={(quota) => set((now) => ({ ...now, quota }))} />
      <LabelledField title="公示几个工作日" isRequired help="不少于 5 个" fault={faultAt(faults, 'publicityWorkingDays')}>
        {(described) => (
          <TypedNumber
            {...described} value={publicityWorkingDays} minimum={5} maximum={60}
            set={(days) => set((now) => ({ ...now, publicityWorkingDays: days }))}
          />
        )}
      </LabelledField>
      <LabelledGroup title="授牌以前有人被取消资格，空出来的名额" isRequired help="默认空着" fault={faultAt(faults, 'succession')}>
        {() => <SuccessionChoice value={scheme.succession ?? 'none'} put={(succession) => set((now) => ({ ...now, succession }))} />}
      </LabelledGroup>
      <LabelledField title="依据" isRequired help="公开页上看得到；没有正式办法的，写明是自定的" fault={faultAt(faults, 'basis')}>
        {(described) => (
          <Input.TextArea
            {...described} value={basis} maxLength={500} autoSize={{ minRows: 2 }}
            onChange={({ target }) => set((now) => ({ ...now, basis: target.value }))}
          />
        )}
      </LabelledField>
    </section>
  )
}

function DayFields({ scheme: { period, nominateUntil }, faults, set }: Pick<PartProps, 'scheme' | 'faults' | 'set'>) {
  const dayFault = faultAt(faults, 'period')
  return (
    <div className="award-days">
      <LabelledField title="评选期从" isRequired fault={dayFault}>
        {(described) => (
          <Input
            {...described} type="date" value={period.from}
            onChange={({ target }) => set((now) => ({ ...now, period: { ...now.period, from: target.value } }))}
          />
        )}
      </LabelledField>
      <LabelledField title="评选期到" isRequired help="看这些天里的办件和评价，要已经结束">
        {(described) => (
          <Input
            {...described} type="date" value={period.to}
            onChange={({ target }) => set((now) => ({ ...now, period: { ...now.period, to: target.value } }))}
          />
        )}
      </LabelledField>
      <LabelledField title="推荐截止" isRequired fault={faultAt(faults, 'nominateUntil')}>
        {(described) => (
          <Input {...described} type="date" value={nominateUntil} onChange={({ target }) => set((now) => ({ ...now, nominateUntil: target.value }))} />
        )}
      </LabelledField>
    </div>
  )
}

const SUCCESSIONS: readonly Succession[] = ['none', 'next']

function SuccessionChoice({ value, put }: { value: Succession; put: (succession: Succession) => void }) {
  const choose = (chosen: unknown) => put(SUCCESSIONS.find((one) => one === chosen) ?? 'none')
  return (
    <Radio.Group
      name="succession"
      value={value}
      onChange={({ target }) => choose(target.value)}
      options={SUCCESSIONS.map((one) => ({ value: one, label: SUCCESSION_WORDS[one] }))}
    />
  )
}

function QuotaFields({ quota, fault, put }: { quota: Quota; fault: string | undefined; put: (quota: Quota) => void }) {
  return (
    <fieldset className="award-quota">
      <legend>名额</legend>
      <Radio.Group
        name="quota" value={quota.by} onChange={({ target }) => put(quotaOf(target.value === 'seats' ? 'seats' : 'share', quota))}
        options={[{ value: 'share', label: '按在岗人数的百分比' }, { value: 'seats', label: '写明几个' }]}
      />
      {quota.by === 'share'
        ? <label>在岗人数的百分之几，不够一个的舍去<TypedNumber value={quota.percent} maximum={100} label="名额占在岗人数的百分比" set={(percent) => put({ ...quota, percent })} /></label>
        : <label>几个<TypedNumber value={quota.seats} minimum={1} label="名额" set={(seats) => put({ ...quota, seats })} /></label>}
      <label>名额的依据<Input value={quota.basis} maxLength={300} onChange={({ target }) => put({ ...quota, basis: target.value })} /></label>
      <Fault words={fault} />
    </fieldset>
  )
}
