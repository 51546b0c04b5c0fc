import { Input } from 'antd'
import type { Organisation } from '../catalog/calls.ts'
import { changed } from '../catalog/item-shape.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import type { JointMatter } from './joint-shape.ts'

interface MatterCardProps { joint: JointMatter; organisations: readonly Organisation[]; change: (change: (joint: JointMatter) => JointMatter) => void }

const READINESS = [{ value: 'ready', label: '可办' }, { value: 'draft', label: '待完善（只在目录里看得到，还不能申请）' }]
const CASE_TYPES = [{ value: 'life-event', label: '一件事' }, { value: 'joint-permits', label: '多证联办（企业可以改为分别办理）' }]

/** What holds for the whole: who leads it, whether it may be applied for, and where its composition comes from. */
export function MatterCard({ joint, organisations, change }: MatterCardProps) {
  const offices = organisations.map(({ id, name }) => ({ value: id, label: name }))
  const lead = (chosen: string | undefined) => { if (chosen !== undefined) change((now) => ({ ...now, lead: chosen })) }
  return (
    <section className="card" aria-label="总的设置">
      <h2>总的设置</h2>
      <div className="item-fields">
        <LabelledField title="牵头部门" isRequired>
          {(described) => <PlainSelect {...described} value={joint.lead} options={offices} set={lead} />}
        </LabelledField>
        <LabelledField title="可不可以办" isRequired>
          {(described) => (
            <PlainSelect
              {...described} value={joint.readiness} options={READINESS}
              set={(value) => change((now) => ({ ...now, readiness: value === 'draft' ? 'draft' : 'ready' }))}
            />
          )}
        </LabelledField>
        <LabelledField title="办法" isRequired>
          {(described) => (
            <PlainSelect
              {...described} value={joint.caseType} options={CASE_TYPES}
              set={(value) => change((now) => ({ ...now, caseType: value === 'joint-permits' ? 'joint-permits' : 'life-event' }))}
            />
          )}
        </LabelledField>
        <LabelledField title="事项构成的来源" help="哪份文件列了这些事项，有几分把握">
          {(described) => (
            <Input.TextArea
              {...described} className="growing" rows={1} maxLength={500} value={joint.compositionNote ?? ''}
              onChange={({ target: { value } }) => change((now) => changed(now, { compositionNote: value === '' ? undefined : value }))}
            />
          )}
        </LabelledField>
      </div>
    </section>
  )
}
