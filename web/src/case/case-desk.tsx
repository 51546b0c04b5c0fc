import { useEffect } from 'react'
import type { Trouble } from '../api/trouble.ts'
import { chinaDay } from '../kit/days.ts'
import { later } from '../kit/later.tsx'
import { WholePanel } from '../joint/whole-panel.tsx'
import { hasProject } from '../joint-permits/calls.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useKeys } from '../kit/use-keys.ts'
import { CaseHead } from './case-head.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { Documents } from './documents.tsx'
import { DoneNote } from './done-note.tsx'
import { Facts } from './facts.tsx'
import { Materials } from './materials.tsx'
import { Preview } from './preview.tsx'
import { Similar } from './similar.tsx'
import { StepBar } from './step-bar.tsx'
import { Timeline } from './timeline.tsx'
import { useAssigning } from './use-assigning.tsx'
import { useChecking } from './use-checking.ts'
import { useNextCase } from './use-next-case.ts'
import { useTaking } from './use-taking.ts'
import { useViewing } from './use-viewing.ts'
import type { CaseFile } from './use-case.ts'

const StepDrawer = later(async () => (await import('./step-drawer.tsx')).StepDrawer)
const ProjectPanel = later(async () => (await import('../joint-permits/project-panel.tsx')).ProjectPanel)
const REFRESH_MILLISECONDS = 60_000

interface CaseDeskProps {
  file: CaseFile
  take: string | null
  reload: () => Promise<void>
  put: (file: CaseFile) => void
  trouble: Trouble | undefined
}

/** Facts, materials and preview side by side; below them clock, history and documents; at the foot the steps. */
export function CaseDesk({ file, take, reload, put, trouble }: CaseDeskProps) {
  const { found, events, documents, materials, whole } = file
  const today = found.clock.today ?? chinaDay(new Date())
  const checking = useChecking(file)
  const viewer = useViewing(checking.stop?.file?.fileId)
  const taking = useTaking(file, take, { reload, put })
  const next = useNextCase(found.id)
  useEffect(() => StepDrawer.ahead(), [])
  const { keys, open, dialog } = useAssigning(found, { open: taking.open, reload })
  useEvery(REFRESH_MILLISECONDS, () => { if (!taking.step) void reload() })
  const stepKeys = Object.fromEntries([...keys].map(([step, key]) => [key, () => open(step)]))
  useKeys({ ...checking.keys, ...stepKeys, n: () => void next.open(), r: () => void reload() })
  return (
    <div className="case">
      <CaseHead found={found} today={today} />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {taking.done && <DoneNote done={taking.done} next={next} />}
      {whole && <WholePanel whole={whole} version={found.item.version} today={today} />}
      {hasProject(found) && <ProjectPanel caseId={found.id} />}
      <div className={viewer.viewing.isWide ? 'case-work case-work-wide' : 'case-work'}>
        <Facts file={file} />
        {materials && <Materials checking={checking} materials={materials.materials} />}
        {materials && <Preview caseId={found.id} checking={checking} materials={materials.materials} viewer={viewer} />}
      </div>
      <div className="case-more">
        <ClockPanel clock={found.clock} today={today} />
        <Timeline events={events} whole={whole} />
        {documents && <Documents documents={documents} />}
        <Similar caseId={found.id} today={today} />
      </div>
      <StepBar found={found} keys={keys} open={open} whole={whole} />
      {dialog}
      {taking.step && (
        <StepDrawer
          key={taking.step} file={file} step={taking.step} checking={checking} close={taking.close} finish={taking.finish} reload={reload}
        />
      )}
    </div>
  )
}
