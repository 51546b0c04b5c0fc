import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { fetchProject, type Project } from './calls.ts'
import { RegisterForm } from './register-form.tsx'

/** Every permit of the building project beside the case: what is out, what waits for what, and what is on record. */
export function ProjectPanel({ caseId }: { caseId: string }) {
  const { answer: project, put } = useLoaded(`project ${caseId}`, () => fetchProject(caseId))
  // Not every case with a project code is about one of the permits.
  if (!project) return null
  return (
    <section className="card project" aria-labelledby="project-title">
      <div className="section-head">
        <h2 id="project-title">工程项目 {project.name}</h2>
        <span className="faded">{project.code}</span>
      </div>
      <p>{groundText(project)}</p>
      <PermitTable project={project} />
      <details>
        <summary>记录（{project.facts.length} 条）和登记</summary>
        <FactList project={project} />
        <RegisterForm project={project} put={put} />
      </details>
    </section>
  )
}

function groundText({ landDocument, specialWorks, fireDrawings }: Project): string {
  const fire = specialWorks ? '特殊建设工程，要有消防设计审查' : `消防设计图纸${fireDrawings ? '已登记' : '还没有登记'}`
  return `土地文件${landDocument ? '已登记' : '没有登记'}；${fire}。`
}

function PermitTable({ project }: { project: Project }) {
  return (
    <div className="wide-table" role="region" aria-label="项目的各证" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">证</th><th scope="col">到了哪一步</th><th scope="col">办件</th></tr></thead>
        <tbody>
          {project.permits.map(({ permit, name, stateLabel, heldBack, cases }) => (
            <tr key={permit}>
              <th scope="row">{name}</th>
              <td>{stateLabel}{heldBack !== null && <span className="second">{heldBack}。</span>}</td>
              <td>
                {cases.map(({ id, number, stateLabel: state }) => <div key={id}><Link href={caseAddress(id)}>{number}</Link> <span className="faded">{state}</span></div>)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FactList({ project: { facts } }: { project: Project }) {
  return (
    <ol>
      {facts.map(({ seq, on, words, evidence, byName, isSound }) => (
        <li key={seq} value={seq}>
          第 {seq} 条{isSound ? '' : '（已撤下）'}　{on} {words}{evidence === null ? '' : `，${evidence}`} <span className="faded">{byName}</span>
        </li>
      ))}
    </ol>
  )
}
