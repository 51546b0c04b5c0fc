import { runSql, type Tx } from '#platform/database'
import { dayAt } from '#platform/day'
import { childrenOf, takeStep, type Actor, type Call, type Kernel } from '#kernel'
import { laneOf } from '#base/joint'
import { receiveSamplePaper } from '#base/materials'
import { submitApplication } from './submission.ts'

const NEWBORN = 'SL44011400301'
const PARENT: Actor = { id: 'demo-citizen', name: '李群众', roles: ['citizen'], organisation: null, party: null }
const staff = (role: 'window' | 'reviewer' | 'approver', organisation: string): Actor => ({
  id: `demo-${role}-${organisation}`,
  name: '示例工作人员',
  roles: [role],
  organisation,
  party: null,
})

const ANSWERS = { eligible: 'yes', follow: 'mother', birthRegistered: 'no', reimburse: 'no', guidance: 'no', delivery: 'pickup' }
/** A family that does not exist. */
const FORM = {
  childName: '李小满（示例）', sex: '女', hospital: '花都区某医院（示例）', motherName: '陈某某（示例）', motherId: '110101199001010015', contactPhone: '13800000000',
  homeAddress: '花都区新华街示例路 1 号', birthPlaceName: '广东省广州市花都区', ethnicity: '汉族', hukouAddress: '花都区新华街示例路 1 号', year: '出生当年', bank: '某银行花都支行（示例）', order: '第一孩',
}
const PAPERS = ['firstForm', 'hukouBook']

/** Two 新生儿出生 of the demo district, everything in them invented: one waits to be accepted, of the other the first item is done. Once only, after accounts and items. */
export async function seedDemoJoint(kernel: Kernel, tx: Tx, now: Date): Promise<void> {
  const as = (actor: Actor): Call => ({ kernel, tx, actor, now, today: dayAt(now) })
  const [there] = await runSql(tx, 'select 1 as there from kernel.case where item_code = $1 limit 1', [NEWBORN])
  if (there) return
  await kernel.vault.prepare(tx)
  await fileOne(as(PARENT))
  const caseId = await fileOne(as(PARENT))
  await takeStep(as(staff('window', 'hall')), caseId, 'accept', { data: { opinion: '材料齐全，予以受理。' } })
  const certificate = (await childrenOf(tx, caseId)).find((child) => laneOf(child) === 'certificate')
  if (!certificate) return
  const { ownerOrganisation: office, id } = certificate
  await takeStep(as(staff('reviewer', office)), id, 'review', { data: { opinion: '符合签发条件，建议签发。' } })
  await takeStep(as(staff('approver', office)), id, 'approve')
  await takeStep(as(staff('reviewer', office)), id, 'issue')
}

async function fileOne(call: Call): Promise<string> {
  const files = await Promise.all(PAPERS.map(async (materialId) => {
    return { materialId, fileId: await receiveSamplePaper(call, '材料（示例）.pdf') }
  }))
  return (await submitApplication(call, { itemCode: NEWBORN, answers: ANSWERS, form: { ...FORM, birthDay: call.today }, materials: files })).caseId
}
