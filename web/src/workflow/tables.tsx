import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import type { StateView, WorkflowView } from './calls.ts'

/** The address of the list behind a count. */
export function countAddress({ caseType, version }: Pick<WorkflowView, 'caseType' | 'version'>, { name }: Pick<StateView, 'name'>): string {
  return roomAddress('workflows', new URLSearchParams({ type: caseType, version: String(version), state: name }).toString())
}

/** The states of the drawing as a table. */
export function StateTable({ workflow }: { workflow: WorkflowView }) {
  return (
    <section className="card">
      <h2>状态（{workflow.states.length}）</h2>
      <div className="wide-table" role="region" aria-label="状态" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">状态</th>
              <th scope="col">轮到谁</th>
              <th scope="col" className="figure">
                现在有几件
              </th>
              <th scope="col">在这里还可以（不改变状态）</th>
            </tr>
          </thead>
          <tbody>
            {workflow.states.map((state) => (
              <tr key={state.name}>
                <th scope="row">{state.label}</th>
                <td>{state.turn ?? '已经办结'}</td>
                <td className="figure">
                  {state.live === null ? (
                    '—'
                  ) : (
                    <Link href={countAddress(workflow, state)} aria-label={`${state.label} ${state.live} 件`}>
                      {state.live}
                    </Link>
                  )}
                </td>
                <td>{state.stays.join('、') || '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** The steps of the drawing as a table, with those that change no state. */
export function StepTable({ workflow }: { workflow: WorkflowView }) {
  const label = (name: string): string => workflow.states.find((state) => state.name === name)?.label ?? name
  return (
    <section className="card">
      <h2>步骤（{workflow.steps.length}）</h2>
      <div className="wide-table" role="region" aria-label="步骤" tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">步骤</th>
              <th scope="col">从</th>
              <th scope="col">到</th>
              <th scope="col">谁办</th>
              <th scope="col">对期限</th>
              <th scope="col">自动</th>
              <th scope="col">文书</th>
              <th scope="col">依据</th>
            </tr>
          </thead>
          <tbody>
            {workflow.steps.map((step) => (
              <tr key={step.name}>
                <th scope="row">{step.label}</th>
                <td>{step.from.map(label).join('、')}</td>
                <td>{step.to === null ? '不变' : label(step.to)}</td>
                <td>{step.by.join('、')}</td>
                <td>{step.clock?.words ?? '—'}</td>
                <td>{step.automatic ?? '—'}</td>
                <td>{step.document ? '发文书' : '—'}</td>
                <td>{step.basis ?? '—'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
