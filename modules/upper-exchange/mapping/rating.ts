import { maskName } from '#platform/mask'
import { SYSTEM } from '#kernel'
import { ACCEPTING, endingOf, eventOf, lastOf, type Mapping } from './subject.ts'
import { codesIn, isInstant, momentOf, said, takerOf } from './words.ts'

/** What she said of the matter, and about whom; of herself no more than a masked name. What came from above is not sent back there. */
export const ratingRow: Mapping = (subject) => {
  const { found, kernel } = subject
  const event = eventOf(subject)
  if (event.step !== 'rate' || event.actor.id === SYSTEM.id) return []
  const tags = event.data['tags']
  const manager = endingOf(subject)?.event ?? lastOf(subject, ACCEPTING) ?? event
  return [
    {
      table: 'APPRATE',
      sequence: 1,
      columns: {
        areaId: found.place,
        taskId: found.itemCode,
        taskName: found.title,
        taskType: isInstant(found) ? '1' : '2',
        subMatter: found.applicant.kind === 'person' ? '1' : '2',
        proStatus: '3',
        proDepartId: codesIn(found.itemCode).credit ?? found.ownerOrganisation,
        proDepart: kernel.nameOf(found.ownerOrganisation),
        proManager: takerOf(manager),
        userName: maskName(found.applicant.name),
        projectId: found.number,
        apprate: String(event.data['level']),
        mouldAp: Array.isArray(tags) ? tags.map(String).join('、') : undefined,
        apprateDetail: said(event, 'text'),
        createTime: momentOf(event.at),
      },
    },
  ]
}
