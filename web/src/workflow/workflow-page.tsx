import { momentText } from '../kit/days.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { bpmnAddress, fetchWorkflows, type Workflows, type WorkflowView } from './calls.ts'
import { LiveCaseList } from './live-case-list.tsx'
import { StateTable, StepTable } from './tables.tsx'
import { WorkflowDrawing } from './workflow-drawing.tsx'
import './workflow.css'

/** How each kind of case goes, drawn and as tables, and how many stand where now. */
export function WorkflowPage({ query }: { query: string }) {
  const { answer, trouble, reload } = useLoaded('workflows', fetchWorkflows)
  return (
    <div className="workflows">
      <PageTitle title="办理流程" />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {!answer && !trouble && <p className="waiting">正在打开……</p>}
      {answer && <Chosen answer={answer} asked={new URLSearchParams(query)} />}
    </div>
  )
}

function Chosen({ answer, asked }: { answer: Workflows; asked: URLSearchParams }) {
  const { workflows, scope, asOf } = answer
  const chosen = workflows.find(({ caseType, version }) => caseType === asked.get('type') && String(version) === asked.get('version')) ?? newestOf(workflows)
  if (!chosen) return <p className="empty">这里会列出办理流程。现在一个也没有声明，请联系操作员。</p>
  const state = asked.get('state')
  return (
    <>
      <nav className="tabs" aria-label="流程">
        {workflows.map((one) => (
          <Link key={`${one.caseType} ${one.version}`} href={addressOf(one)} aria-current={one === chosen ? 'page' : undefined}>
            {one.label} 第 {one.version} 版
          </Link>
        ))}
      </nav>
      <p className="faded">
        框里的数是现在停在这个状态的办件数，{scope === 'district' ? '全区合计' : '本单位经手的'}，截至 {momentText(asOf)}。点数字看是哪些。
        {isOld(workflows, chosen) && ' 这一版已有新版：新办件按新版走，在办的照这一版办完。'}
      </p>
      {state !== null && <LiveCaseList key={state} standing={{ type: chosen.caseType, version: String(chosen.version), state }} close={addressOf(chosen)} />}
      <WorkflowDrawing workflow={chosen} />
      <p>
        <a href={bpmnAddress(chosen)} download>
          下载 BPMN 2.0 文件
        </a>
        （可以用通用的流程工具打开）
      </p>
      <StateTable workflow={chosen} />
      <StepTable workflow={chosen} />
    </>
  )
}

const addressOf = ({ caseType, version }: WorkflowView): string =>
  roomAddress('workflows', new URLSearchParams({ type: caseType, version: String(version) }).toString())

function isOld(workflows: readonly WorkflowView[], { caseType, version }: WorkflowView): boolean {
  return workflows.some((one) => one.caseType === caseType && one.version > version)
}

function newestOf(workflows: readonly WorkflowView[]): WorkflowView | undefined {
  return workflows.filter(({ caseType }) => caseType === workflows[0]?.caseType).at(-1)
}
