import { factSections, type Fact } from './facts-of.ts'
import { Reveal } from './reveal.tsx'
import type { CaseFile } from './use-case.ts'

/** What the applicant said, in her own order. */
export function Facts({ file: { found, materials, events } }: { file: CaseFile }) {
  const supplements = events.filter(({ step }) => step === 'supplement').map(({ data }) => data['form'])
  const corrected = new Set(supplements.flatMap((form) => (isRecord(form) ? Object.keys(form) : [])))
  const sections = materials ? factSections(materials, { form: found.form, corrected }) : []
  return (
    <section className="card facts" aria-labelledby="facts-title">
      <h2 id="facts-title">申请内容</h2>
      {sections.length === 0 && <p className="faded">{materials ? '申请人没有填写表单。' : '您与本办件的关系看不到申请内容和材料。'}</p>}
      {sections.map(({ title, facts }) => (
        <div key={title}>
          <h3>{title}</h3>
          <dl>{facts.map((fact) => <FactLine key={fact.name} fact={fact} caseId={found.id} isMasked={found.masked.includes(fact.name)} />)}</dl>
        </div>
      ))}
      <p className="faded">由{found.receiving.name}收件，{found.owner.name}办理。</p>
    </section>
  )
}

function FactLine({ fact: { name, title, value, corrected }, caseId, isMasked }: { fact: Fact; caseId: string; isMasked: boolean }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>
        {isMasked ? <Reveal caseId={caseId} field={name} title={title} masked={value} /> : value}
        {corrected && <span className="corrected"> 补正时改过</span>}
      </dd>
    </div>
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
