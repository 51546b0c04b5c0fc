import { Type } from 'typebox'
import { Id } from '#platform/identity'
import { seeOther, type Reply } from '#platform/reply'
import { route, type Call, type Route } from '#kernel'
import { faultsOf, orAgain, showAnswer, showPage, statusOf, tidyText, visitOf } from '#base/pages'
import { APPLICANTS, filesOf, withDraft } from './apply-routes.ts'
import { earlierFiles } from './earlier-files.ts'
import { materialPage } from './material-page.ts'
import { chooseFile, materialOf, promise, takeBack, takeFiles, type At } from './material-steps.ts'

const MaterialPath = Type.Object({ draftId: Id, materialId: Type.String({ minLength: 1, maxLength: 64 }) })
const PATH = '/apply/:draftId/materials/:materialId'

export const materialRoutes: readonly Route[] = [
  route({
    method: 'GET', path: PATH, summary: '一份材料', for: [...APPLICANTS], params: MaterialPath,
    handle: (call, input) => withMaterial(call, input, (at) => again(call, at, input)),
  }),
  route({
    method: 'POST', path: `${PATH}/files`, summary: '上传材料', for: [...APPLICANTS], params: MaterialPath,
    upload: true, transaction: 'none', perMinuteMax: 120,
    handle: (call, input) => withMaterial(call, input, (at) => take(call, at, { input, work: () => takeFiles(call, at, input.uploads) })),
  }),
  route({
    method: 'POST', path: `${PATH}/choose`, summary: '用以前交过的文件', for: [...APPLICANTS], params: MaterialPath,
    transaction: 'none', body: Type.Object({ fileId: Type.Optional(Id) }),
    handle: (call, input) => withMaterial(call, input, (at) => {
      return take(call, at, { input, work: () => chooseFile(call, at, input.body.fileId) })
    }),
  }),
  route({
    method: 'POST', path: `${PATH}/promise`, summary: '承诺补交', for: [...APPLICANTS], params: MaterialPath, transaction: 'none',
    body: Type.Object({ promisedBy: Type.String({ maxLength: 30 }) }),
    handle: (call, input) => withMaterial(call, input, (at) => {
      const promisedBy = tidyText({ type: 'string', title: '', 'x-kind': 'day' }, input.body.promisedBy)
      return take(call, at, { input, promisedBy, work: () => promise(call, at, promisedBy) })
    }),
  }),
  route({
    method: 'POST', path: `${PATH}/remove`, summary: '删除交的文件', for: [...APPLICANTS], params: MaterialPath, transaction: 'none',
    body: Type.Object({ which: Type.String({ maxLength: 40 }) }),
    handle: (call, input) => withMaterial(call, input, async (at) => {
      await takeBack(call, at, input.body.which)
      return seeOther(`/apply/${at.view.draft.id}/materials/${encodeURIComponent(at.material.id)}`)
    }),
  }),
]

interface Input { params: { draftId: string; materialId: string }; cookies: Readonly<Record<string, string | undefined>> }

function withMaterial(call: Call, input: Input, work: (at: At) => Promise<Reply>): Promise<Reply> {
  return withDraft(call, input, (view) => work({ view, material: materialOf(view, input.params.materialId) }))
}

interface Taking { input: Input; work: () => Promise<void>; promisedBy?: string }

/** Does it and goes back to the list, or shows the page again with what was wrong. */
function take(call: Call, at: At, { input, work, promisedBy }: Taking): Promise<Reply> {
  const { view, material } = at
  return orAgain(async () => {
    await work()
    return seeOther(`/apply/${view.draft.id}/materials?done=${encodeURIComponent(material.id)}`)
  }, async (refusal) => {
    // Files that came through before the refused one are in the draft by now.
    const facts = { ...input, refusal, ...(promisedBy !== undefined && { promisedBy }) }
    return withDraft(call, input, (fresh) => again(call, { view: fresh, material }, facts))
  })
}

type Again = Input & { refusal?: Parameters<typeof faultsOf>[0]; promisedBy?: string }

async function again(call: Call, { view, material }: At, { refusal, promisedBy, ...input }: Again): Promise<Reply> {
  const [files, earlier] = await Promise.all([filesOf(call, view), earlierFiles(call, material.id)])
  const given = view.draft.materials.filter(({ materialId }) => materialId === material.id)
  const unused = earlier.filter(({ file }) => !given.some((entry) => 'fileId' in entry && entry.fileId === file.fileId))
  const facts = { view, material, files, earlier: unused, ...(promisedBy !== undefined && { promisedBy }) }
  if (refusal === undefined) return showPage(visitOf(call, input), materialPage(facts))
  return showAnswer(visitOf(call, input), materialPage({ ...facts, faults: faultsOf(refusal) }), statusOf(refusal))
}
