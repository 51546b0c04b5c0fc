import { Button, Input } from 'antd'
import { useState } from 'react'
import type { CaseView } from '../api/types.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { fileAddress, type Bundle, type BundleUnit } from './calls.ts'
import { useInPlace } from './use-in-place.ts'

interface UnitsProps { found: CaseView; bundle: Bundle; may: boolean; again: () => Promise<void> }

/** Every unit of the bundle with the requirements of its own. */
export function Units({ found, bundle: { filing }, may, again }: UnitsProps) {
  const units = filing?.units ?? []
  return (
    <section className="card" aria-labelledby="units-title">
      <h2 id="units-title">各单位和各自的要求（{units.length} 个）</h2>
      {units.map((unit) => <Unit key={unit.uscc} unit={unit} found={found} may={may} again={again} />)}
    </section>
  )
}

const SIGNED = { account: '用自己的账号确认', letter: '上传了授权书' }

function Unit({ unit, found, may, again }: Omit<UnitsProps, 'bundle'> & { unit: BundleUnit }) {
  const {
    name, uscc, project, place, class: category, industry, process, infraKind, paint, ink, adhesive, openViolation, missingSections, signed, letter, conditions,
  } = unit
  return (
    <section className="bundle-unit" aria-label={name}>
      <h3>{name}</h3>
      <p>
        {project}，{place}
        <br />
        <span className="faded">
          {uscc} · {category} · {infraKind ?? `${industry ?? ''}，${process ?? ''}`}
          <br />
          溶剂型物料每年：涂料 {paint} 吨、油墨 {ink} 吨、胶粘剂 {adhesive} 吨
        </span>
      </p>
      <p>
        {signed === null ? <strong className="late">▲ 没有签字确认</strong> : `✓ ${SIGNED[signed]}`}
        {letter !== null && (
          <>
            {'　'}
            <a href={fileAddress(found.id, letter)} target="_blank" rel="noreferrer">
              看授权书
            </a>
          </>
        )}
        {openViolation && <strong className="late">　▲ 有未批先建</strong>}
        {missingSections.length > 0 && <strong className="late">　▲ 缺 {missingSections.join('、')}</strong>}
      </p>
      {may ? <ConditionsForm unit={unit} found={found} again={again} /> : conditions !== null && <blockquote>{conditions}</blockquote>}
    </section>
  )
}

function ConditionsForm({ unit: { name, uscc, conditions }, found, again }: { unit: BundleUnit; found: CaseView; again: () => Promise<void> }) {
  const [words, setWords] = useState(conditions ?? '')
  const { trouble, isBusy, send } = useInPlace({ found, step: 'setConditions', again })
  return (
    <form className="bundle-form" onSubmit={(event) => { event.preventDefault(); void send({ uscc, conditions: words.trim() }) }}>
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title={`${name}应当遵守的要求`} isRequired>
        {(described) => <Input.TextArea {...described} rows={3} maxLength={1200} value={words} onChange={(event) => setWords(event.target.value)} />}
      </LabelledField>
      <div className="bundle-acts">
        <Button htmlType="submit" loading={isBusy} disabled={words.trim().length < 2 || words === conditions}>
          {conditions === null ? '拟定' : '改'}{`${name}的要求`}
        </Button>
        <StandOf words={words} kept={conditions} />
      </div>
    </form>
  )
}

/** Whether what stands in the box is what the approval will say. */
function StandOf({ words, kept }: { words: string; kept: string | null }) {
  if (words === kept) return <span className="bundle-kept"><span aria-hidden="true">✓ </span>已拟定，批复里就这样写</span>
  return words.trim() === '' ? <span className="faded">没有拟定不能批准</span> : <span className="bundle-unkept"><span aria-hidden="true">● </span>写了还没有保存</span>
}
