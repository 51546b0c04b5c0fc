import { inTransaction, type Database } from '#platform/database'
import { SYSTEM, type Call, type Kernel, type Round } from '#kernel'
import { mendFault, takeFault } from '#base/faults'
import { openRectification } from '../rectification/opening.ts'

const PAUSE_MILLISECONDS = 10_000
const FAULTS_MAX = 50

type Ground = { database: Database; kernel: Kernel } & Pick<Call, 'now' | 'today'>

/** What other modules have found and published (考核不合格) becomes a rectification, each once, or joins the one that is open on the same problem. */
export const faultRound: Round = {
  name: 'governance.faults', pauseMilliseconds: PAUSE_MILLISECONDS,
  run: async (ground) => {
    for (let taken = 0; taken < FAULTS_MAX; taken += 1) if (!(await mendNext(ground))) return false
    return true
  },
}

function mendNext({ database, kernel, now, today }: Ground): Promise<boolean> {
  return inTransaction(database, async (tx) => {
    const fault = await takeFault(tx)
    if (!fault) return false
    const { organisation, cause, problem } = fault
    const { caseId } = await openRectification({ kernel, tx, actor: SYSTEM, now, today }, { organisation, cause, itemCode: '', itemName: '', problem })
    await mendFault(tx, fault, caseId)
    return true
  })
}
