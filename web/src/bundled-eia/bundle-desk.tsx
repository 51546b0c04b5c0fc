import type { ComponentProps } from 'react'
import { Documents } from '../case/documents.tsx'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchBundle, type Bundle } from './calls.ts'
import { Objections } from './objections.tsx'
import { Units } from './units.tsx'
import { Verdict } from './verdict.tsx'
import './bundled-eia.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** Steps that are taken beside what they are about, and not from the bar. */
const IN_PLACE: ReadonlySet<string> = new Set(['answerObjection', 'setConditions'])

/** One bundle: what the rules say, its units with their requirements, the notice and what was said of it, and the steps. */
export function BundleDesk(opened: DeskProps) {
  const { file } = opened
  const { found, documents } = file
  const bundle = useLoaded(`${found.id} ${found.version}`, () => fetchBundle(found.id))
  const may = (step: string) => found.steps.some((open) => open.step === step)
  const again = async () => { await Promise.all([opened.reload(), bundle.reload()]) }
  const said = bundle.answer && <Objections found={found} bundle={bundle.answer} may={may('answerObjection')} again={again} />
  // What is to be done now stands on top.
  const isAsked = may('answerObjection') && bundle.answer !== undefined && bundle.answer.openObjections > 0
  const bar = { ...opened, file: { ...file, found: { ...found, steps: found.steps.filter(({ step }) => !IN_PLACE.has(step)) } } }
  return (
    <SmallDesk
      opened={bar} kind="bundle" title={found.title} applicant="申请人"
      noteOf={({ note, data }) => <><UnitName uscc={data['uscc']} bundle={bundle.answer} />{note !== null && <p className="note">{note}</p>}</>}
      back={<Link href={roomAddress('eia-bundles')} className="case-back">← 环评打捆</Link>}
      line={<><span className="case-number">{found.number}</span> · {found.applicant.name} · {momentText(found.openedAt)} 收到</>}
    >
      <div className="bundle-main">
        {bundle.trouble && <TroubleNote trouble={bundle.trouble} again={() => void bundle.reload()} />}
        {isAsked && said}
        {bundle.answer && <Verdict bundle={bundle.answer} caseId={found.id} />}
        {bundle.answer?.filing && <Units found={found} bundle={bundle.answer} may={may('setConditions')} again={again} />}
        {!isAsked && said}
        {bundle.answer && <Standing bundle={bundle.answer} />}
        {documents && <Documents documents={documents} />}
      </div>
    </SmallDesk>
  )
}

/** Which unit a step was about. */
function UnitName({ uscc, bundle }: { uscc: unknown; bundle: Bundle | undefined }) {
  const unit = bundle?.filing?.units.find((one) => one.uscc === uscc)
  return unit === undefined ? null : <p className="note">{unit.name}</p>
}

function Standing({ bundle: { units } }: { bundle: Bundle }) {
  if (units.length === 0) return null
  return (
    <section className="card" aria-labelledby="standing-title">
      <h2 id="standing-title">各单位现状</h2>
      <ul>{units.map(({ id, name, stateLabel }) => <li key={id}><Link href={caseAddress(id)}>{name}</Link>　{stateLabel}</li>)}</ul>
      <p className="faded">打开一个单位，可以登记变动、分出或者撤销；不影响别的单位。</p>
    </section>
  )
}

/** One unit of an approved bundle: what it has to keep to, and what has become of it. */
export function UnitDesk(opened: DeskProps) {
  const { found } = opened.file
  const word = (name: string): string => String(found.form[name] ?? '')
  return (
    <SmallDesk
      opened={opened} kind="bundle" title={found.title} applicant="建设单位"
      noteOf={({ note, data }) => <>{note !== null && <p className="note">{note}</p>}{typeof data['legalBasis'] === 'string' && <p className="note">依据：{data['legalBasis']}</p>}</>}
      back={found.parentId === null ? undefined : <Link href={caseAddress(found.parentId)} className="case-back">← 这一捆</Link>}
      line={<><span className="case-number">{found.number}</span> · {word('name')} · 批复 {word('approval')}</>}
    >
      <section className="card" aria-labelledby="unit-title">
        <h2 id="unit-title">{word('project')}</h2>
        <dl className="bundle-facts"><div><dt>统一社会信用代码</dt><dd>{word('uscc')}</dd></div><div><dt>地点</dt><dd>{word('place')}</dd></div></dl>
        <h3>应当遵守的要求</h3>
        <blockquote>{word('conditions')}</blockquote>
      </section>
    </SmallDesk>
  )
}
