import { applicationWorkflow } from '../../modules/applications/workflow.ts'
import type { Chance } from '../../cli/simulate/chance.ts'
import type { Ground, Submission } from './fuzz-ground.ts'
import { awardsField, awardsPathValue } from './fuzz-awards.ts'
import { governancePathValue } from './fuzz-governance.ts'
import { jointPathValue, planAnswer } from './fuzz-joint.ts'
import type { Operation } from './operations.ts'

/** The case, file and so on a request is about; the same wherever it names one. */
type DeskThing =
  | 'view' | 'phrase' | 'run' | 'complaint' | 'question' | 'assessment' | 'survey' | 'whatIfRun'
  | 'window' | 'appointment' | 'bundle' | 'bundleDraft' | 'elsewhere'

export interface Subject {
  caseId: string
  number: string
  password: string
  file: string
  document: string
  message: string
  draft: string
  material: string
  submission: Submission
  desk: Readonly<Record<DeskThing, string>>
}

export interface Choosing {
  operation: Operation
  ground: Ground
  chance: Chance
  about: Subject
}

export function subjectFrom({ known, submissions }: Ground, chance: Chance): Subject {
  const { id, number, password, file } = recent(known.cases, chance)
  const draft = recent(known.drafts, chance)
  return {
    caseId: id,
    number,
    password,
    file: chance.happens(0.5) ? file : chance.oneOf(known.files),
    document: chance.oneOf(known.documents),
    message: chance.oneOf(known.messages),
    draft: draft.id,
    material: chance.oneOf(draft.materials),
    submission: chance.oneOf(submissions),
    desk: {
      view: chance.oneOf(known.desk.views),
      phrase: chance.oneOf(known.desk.phrases),
      run: chance.oneOf(known.desk.runs),
      complaint: chance.oneOf(known.desk.complaints),
      question: chance.oneOf(known.desk.questions),
      assessment: chance.oneOf(known.desk.assessments),
      survey: recent(known.desk.surveys, chance),
      whatIfRun: recent(known.desk.whatIfRuns, chance),
      window: chance.oneOf(known.desk.windows),
      appointment: chance.oneOf(known.desk.appointments),
      bundle: chance.oneOf(known.desk.bundles),
      bundleDraft: chance.oneOf(known.desk.bundleDrafts),
      elsewhere: chance.oneOf(known.desk.elsewhere),
    },
  }
}

/** The newest are the ones with most before them. */
function recent<Value>(values: readonly Value[], chance: Chance): Value {
  return chance.oneOf(chance.happens(0.7) ? values.slice(-10) : values)
}

/** What a part of the path may be. */
export function pathValue(name: string, { operation, chance, ground, about }: Choosing): string {
  const joint = jointPathValue(operation.path, ground.known.joint, chance)
  if (joint !== undefined) return joint
  const governed = governancePathValue(operation.path, name, ground.known.desk.governance)
    ?? awardsPathValue(operation, name, { known: ground.known.desk.awards, chance })
  if (governed !== undefined) return governed
  if (name === 'id' && operation.path.startsWith('/api/efficiency/')) {
    return operation.path.includes('/detectors/') ? 'given-ratings' : chance.oneOf(['B01', 'A01', 'C02', 'D01', 'X01'])
  }
  const values: Readonly<Record<string, string>> = {
    code: about.submission.itemCode,
    file: fileOf(operation.path, about),
    caseType: 'application',
    version: '1',
    fileId: about.file,
    draftId: operation.path.startsWith('/eia-bundle/') ? about.desk.bundleDraft : about.draft,
    materialId: about.material,
    step: chance.oneOf(chance.happens(0.5) ? EARLY_STEPS : STEPS),
    page: String(chance.between(1, 3)),
    hall: 'centre',
    kind: 'acceptance',
    face: 'service',
    district: '440106',
    peer: 'city',
    id: operation.path.includes('/cases/') ? about.caseId : (operation.path.startsWith('/api/what-if/') ? about.desk.whatIfRun : idOf(operation.path, about)),
  }
  return values[name] ?? '2026-08-17'
}

/** By the word of the path that says what kind of thing it is about; a case, where none does. */
function idOf(path: string, { file, message, document, desk, caseId }: Subject): string {
  const ids: Readonly<Record<string, string>> = {
    files: file, messages: message, documents: document, views: desk.view, phrases: desk.phrase, runs: desk.run,
    'rating-complaints': desk.complaint, questions: desk.question, assessments: desk.assessment, surveys: desk.survey, windows: desk.window,
    appointments: desk.appointment, 'eia-bundles': desk.bundle, matters: desk.elsewhere, elsewhere: desk.elsewhere,
  }
  return ids[path.split('/').find((part) => Object.hasOwn(ids, part)) ?? ''] ?? caseId
}

/** What a field or a query is called often says what belongs into it. */
export function named(name: string, { operation, chance, ground, about }: Choosing): string | undefined {
  if (operation.path.endsWith('/joint-plan')) return planAnswer(name, ground.known.joint, chance)
  const awarded = awardsField(operation.path, name, ground.known.desk.awards)
  if (awarded !== undefined) return awarded
  const values: Readonly<Record<string, string>> = {
    number: about.number,
    password: about.password,
    itemCode: about.submission.itemCode,
    fileId: about.file,
    which: about.file,
    state: 'accepted',
    question: '没有租赁合同的原件，复印件行不行？',
    declared: 'yes',
    promisedBy: '2099-01-05',
    q: chance.oneOf(['开饭店', '营业执照', 'shiwu', '户外广告 花都', '办 证!?']),
  }
  return values[name]
}

const STEPS = Object.keys(applicationWorkflow.steps)
const EARLY_STEPS = ['accept', 'requestCorrection', 'review', 'startSpecialProcedure', 'extend']

function fileOf(path: string, { document, desk: { survey } }: Subject): string {
  if (path.startsWith('/api/workflows/')) return '1.bpmn'
  return path.startsWith('/api/mining/logs/') ? `${survey}.${path.includes('/xes/') ? 'xes' : 'csv'}` : `${document}.pdf`
}
