import { randomUUID } from 'node:crypto'
import { Type } from 'typebox'
import { inTransaction } from '#platform/database'
import { Id } from '#platform/identity'
import { Refusal } from '#platform/refusal'
import { seeOther, type Reply } from '#platform/reply'
import { findCase, route, type Call, type Case, type Route } from '#kernel'
import { receiveFile } from '#base/materials'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, visitOf, type PageParts } from '#base/pages'
import { filingFaults, typingFaults } from '../../answers.ts'
import { beginDraft, deleteDraft, draftFor, keepAnswers, keepLetter, keepReport, lockDraft, type Draft } from '../../drafts.ts'
import { verdictOn } from '../../eligibility.ts'
import { fileBundle, filingIn, supplementBundle } from '../../file-bundle.ts'
import { draftPath, OVERVIEW_PATH } from '../../names.ts'
import { ownUscc } from '../../signing.ts'
import { draftPage, filePage, projectsPage, receiptPage, reportPage, type DraftFacts, type FileFacts } from './draft-pages.ts'
import { answersFrom, Typed } from './typed.ts'

const FILERS = ['citizen', 'enterprise'] as const
const DraftPath = Type.Object({ draftId: Id })
const FileForm = Type.Object({ declared: Type.Optional(Type.Literal('yes')), key: Type.Optional(Type.String({ maxLength: 64 })) })
const PATH = '/eia-bundle/drafts/:draftId'

/** The way through a filing, for the one who writes it. */
export const draftRoutes: readonly Route[] = [
  route({
    method: 'POST',
    path: '/eia-bundle/drafts',
    summary: '开始一份打捆申报',
    for: [...FILERS],
    body: Typed,
    handle: async (call, input) => seeOther(draftPath(await beginDraft(call, answersFrom(input.body)))),
  }),
  route({
    method: 'GET',
    path: PATH,
    summary: '一份打捆申报',
    for: [...FILERS],
    params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (draft) => showPage(visitOf(call, input), draftPage(await draftFacts(call, draft)))),
  }),
  route({
    method: 'GET',
    path: `${PATH}/projects`,
    summary: '各个项目',
    for: [...FILERS],
    params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (draft) => showPage(visitOf(call, input), projectsPage({ draft }))),
  }),
  route({
    method: 'POST',
    path: `${PATH}/projects`,
    summary: '保存各个项目',
    for: [...FILERS],
    params: DraftPath,
    body: Typed,
    transaction: 'none',
    handle: (call, input) => save(call, input, { page: projectsPage, isWhole: !('more' in input.body), next: 'more' in input.body ? '/projects' : '' }),
  }),
  route({
    method: 'GET',
    path: `${PATH}/report`,
    summary: '报告和公示的内容',
    for: [...FILERS],
    params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (draft) => showPage(visitOf(call, input), reportPage({ draft }))),
  }),
  route({
    method: 'POST',
    path: `${PATH}/report`,
    summary: '保存报告和公示的内容',
    for: [...FILERS],
    params: DraftPath,
    body: Typed,
    transaction: 'none',
    handle: (call, input) => save(call, { ...input, body: { merged: [], ...input.body } }, { page: reportPage, isWhole: true, next: '' }),
  }),
  route({
    method: 'POST',
    path: `${PATH}/report/file`,
    summary: '上传环境影响报告表',
    for: [...FILERS],
    params: DraftPath,
    upload: true,
    transaction: 'none',
    perMinuteMax: 60,
    handle: (call, input) =>
      withDraft(call, input, (draft) =>
        orAgain<Reply>(
          async () => {
            let isChosen = false
            for await (const upload of input.uploads) {
              await keepReport(call, draft.id, (await receiveFile(call, upload)).fileId)
              isChosen = true
            }
            if (!isChosen) throw nothingChosen('file')
            return seeOther(`${draftPath(draft.id)}/report`)
          },
          (refusal) => showAnswer(visitOf(call, input), reportPage({ draft, faults: faultsOf(refusal) }), statusOf(refusal)),
        ),
      ),
  }),
  route({
    method: 'POST',
    path: `${PATH}/letters`,
    summary: '上传一个单位的授权书',
    for: [...FILERS],
    params: DraftPath,
    upload: true,
    transaction: 'none',
    perMinuteMax: 60,
    handle: (call, input) =>
      withDraft(call, input, (draft) =>
        orAgain<Reply>(
          async () => {
            let isChosen = false
            for await (const upload of input.uploads) {
              const { fileId } = await receiveFile(call, upload)
              await keepLetter(call, draft.id, { uscc: upload.fields['uscc'] ?? '', fileId })
              isChosen = true
            }
            if (!isChosen) throw nothingChosen('')
            return seeOther(draftPath(draft.id))
          },
          async (refusal) =>
            showAnswer(
              visitOf(call, input),
              draftPage({ ...(await draftFacts(call, draft)), faults: faultsOf(refusal).map(({ message }) => ({ path: '', message })) }),
              statusOf(refusal),
            ),
        ),
      ),
  }),
  route({
    method: 'POST',
    path: `${PATH}/delete`,
    summary: '删除打捆申报',
    for: [...FILERS],
    params: DraftPath,
    handle: async (call, input) => {
      const draft = await lockDraft(call, input.params.draftId)
      if (draft.caseId !== null) throw new Refusal('conflict', '已经提交的申报不能删除；不办了可以在办件里撤回')
      await deleteDraft(call, draft)
      return seeOther(OVERVIEW_PATH)
    },
  }),
  route({
    method: 'GET',
    path: `${PATH}/file`,
    summary: '核对打捆申报',
    for: [...FILERS],
    params: DraftPath,
    handle: (call, input) => withDraft(call, input, async (draft) => showPage(visitOf(call, input), filePage(await fileFacts(call, draft)))),
  }),
  route({
    method: 'POST',
    path: `${PATH}/file`,
    summary: '提交打捆申报',
    for: [...FILERS],
    params: DraftPath,
    body: FileForm,
    transaction: 'none',
    handle: (call, input) =>
      orAgain<Reply>(
        () => file(call, input),
        async (refusal) => {
          const facts = await fileFacts(call, await draftFor(call, input.params.draftId))
          // What is missing, and every rule that is not kept, stands in lists of its own.
          const faults = facts.open.length > 0 || (refusal.code === 'rule' && !facts.verdict.eligible) ? [] : faultsOf(refusal)
          return showAnswer(visitOf(call, input), filePage({ ...facts, faults }), statusOf(refusal))
        },
      ),
  }),
]

/** Browsers send nothing, or an empty part, where no file was chosen. */
function nothingChosen(path: string): Refusal {
  return new Refusal('invalid', '还没有选文件', [{ path, message: '请先选文件，再按“上传”' }])
}

type Input = Parameters<typeof visitOf>[1] & { params: { draftId: string } }

async function file(call: Call, input: Input & { body: { declared?: 'yes'; key?: string } }): Promise<Reply> {
  const { draftId } = input.params
  const [isDeclared, key] = [input.body.declared === 'yes', input.body.key || randomUUID()]
  const before = await draftFor(call, draftId)
  if (await correctingCase(call, before)) {
    const { id } = await inTransaction(call.tx, (tx) => supplementBundle({ ...call, tx }, draftId, { isDeclared }))
    return seeOther(`/eia-bundles/${id}`)
  }
  const receipt = await inTransaction(call.tx, (tx) => fileBundle({ ...call, tx }, draftId, { isDeclared, key }))
  return showAnswer(visitOf(call, input), receiptPage({ ...receipt, title: before.answers['title'] ?? '', today: call.today }))
}

/** The draft while it may be written; afterwards its case. */
async function withDraft(call: Call, input: Input, work: (draft: Draft) => Promise<Reply>): Promise<Reply> {
  const draft = await draftFor(call, input.params.draftId)
  return draft.caseId === null || await correctingCase(call, draft) ? work(draft) : seeOther(`/eia-bundles/${draft.caseId}`)
}

async function correctingCase(call: Call, { caseId }: Draft): Promise<Case | undefined> {
  const found = caseId === null ? undefined : await findCase(call.tx, caseId)
  return found?.state === 'correcting' ? found : undefined
}

interface Saving { page: (facts: { draft: Draft; faults?: ReturnType<typeof faultsOf> }) => PageParts; isWhole: boolean; next: string }

/** Keeps what was typed, also what is still to be corrected: nobody types it twice. */
function save(call: Call, input: Input & { body: Typed }, { page, isWhole, next }: Saving): Promise<Reply> {
  return withDraft(call, input, async (draft) => {
    const answers = answersFrom(input.body)
    await inTransaction(call.tx, async (tx) => keepAnswers({ ...call, tx }, await lockDraft({ ...call, tx }, draft.id), answers))
    const faults = isWhole ? typingFaults({ ...draft.answers, ...answers }).filter(({ path }) => Object.hasOwn(answers, path)) : []
    if (faults.length === 0) return seeOther(`${draftPath(draft.id)}${next}`)
    return showAnswer(visitOf(call, input), page({ draft: { ...draft, answers: { ...draft.answers, ...answers } }, faults }), 400)
  })
}

async function draftFacts(call: Call, draft: Draft): Promise<DraftFacts> {
  const correcting = await correctingCase(call, draft)
  const problems = correcting?.traits['problems']
  return {
    draft, verdict: verdictOn(filingIn(draft, await ownUscc(call)), call.today), open: filingFaults(draft.answers, draft.reportFile !== null),
    problems: Array.isArray(problems) ? problems.map(String) : undefined,
  }
}

async function fileFacts(call: Call, draft: Draft): Promise<FileFacts> {
  const filing = filingIn(draft, await ownUscc(call))
  return {
    draft, filing, verdict: verdictOn(filing, call.today), open: filingFaults(draft.answers, draft.reportFile !== null), key: randomUUID(),
    isSupplement: (await correctingCase(call, draft)) !== undefined,
  }
}
