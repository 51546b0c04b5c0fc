import { TroubleNote } from '../kit/trouble-note.tsx'
import { PageTitle } from '../kit/page-title.tsx'
import { later } from '../kit/later.tsx'
import { CaseDesk } from './case-desk.tsx'
import { useCase } from './use-case.ts'
import './case.css'

const QuestionDesk = later(async () => (await import('../questions/question-desk.tsx')).QuestionDesk)
const ComplaintDesk = later(async () => (await import('../ratings/complaint-desk.tsx')).ComplaintDesk)
const AppealDesk = later(async () => (await import('../assessment/appeal-desk.tsx')).AppealDesk)
const BundleDesk = later(async () => (await import('../bundled-eia/bundle-desk.tsx')).BundleDesk)
const ElsewhereDesk = later(async () => (await import('../anywhere/elsewhere-desk.tsx')).ElsewhereDesk)
const RectificationDesk = later(async () => (await import('../governance/rectification-desk.tsx')).RectificationDesk)
const ObjectionDesk = later(async () => (await import('../governance/objection-desk.tsx')).ObjectionDesk)
const NominationDesk = later(async () => (await import('../awards/nomination-desk.tsx')).NominationDesk)
const AwardObjectionDesk = later(async () => (await import('../awards/objection-desk.tsx')).AwardObjectionDesk)
const CardOrderDesk = later(async () => (await import('../governance/card-order-desk.tsx')).CardOrderDesk)
const SupervisionDesk = later(async () => (await import('../upper-exchange/supervision-desk.tsx')).SupervisionDesk)
const UnitDesk = later(async () => (await import('../bundled-eia/bundle-desk.tsx')).UnitDesk)

/** The page of one case; `take` opens a step at once. */
export function CasePage({ caseId, take }: { caseId: string; take: string | null }) {
  const { answer, trouble, reload, put } = useCase(caseId)
  if (answer?.found.type === 'rating-complaint') return <ComplaintDesk file={answer} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'assessment-appeal') return <AppealDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'rectification') return <RectificationDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'card-order') return <CardOrderDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'upper-supervision') return <SupervisionDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'point-objection') return <ObjectionDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'award-nomination') return <NominationDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'award-objection') return <AwardObjectionDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'question') return <QuestionDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'bundled-eia') return <BundleDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'eia-unit') return <UnitDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer?.found.type === 'elsewhere' || answer?.found.type === 'elsewhere-result')
    return <ElsewhereDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (answer) return <CaseDesk file={answer} take={take} reload={reload} put={put} trouble={trouble} />
  if (!trouble) return <p className="waiting">正在打开办件……</p>
  return (
    <div className="words">
      <PageTitle title="打不开这个办件" />
      <TroubleNote trouble={trouble} again={() => void reload()} />
    </div>
  )
}
