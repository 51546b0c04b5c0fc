import type { FactsOf } from '../facts.ts'
import { caseFields } from '../wording.ts'
import type { Body } from './template.ts'

/** 材料交接清单: every paper that passes from one hand to the next, to be compared and signed for. */
export function handOver(facts: FactsOf<'hand-over'>): Body {
  const { from, to, way, parcel, returnTo, papers, listSm3 } = facts.data
  return {
    addressed: false,
    blocks: [
      caseFields(
        facts,
        { label: '交出', value: from },
        { label: '接收', value: to },
        { label: '方式', value: way },
        parcel === undefined ? undefined : { label: '邮件编号', value: parcel },
        { label: '结果送到', value: returnTo },
      ),
      {
        kind: 'table',
        caption: '交接的材料',
        columns: [
          { title: '序号', share: 1.3, align: 'centre' },
          { title: '材料名称', share: 5 },
          { title: '原件（份）', share: 2, align: 'centre' },
          { title: '复印件（份）', share: 2.2, align: 'centre' },
          { title: '扫描件的 SM3 摘要', share: 7 },
        ],
        rows: papers.map(({ name, originals, copies, sm3 }, index) => [String(index + 1), name, String(originals), String(copies), sm3 ?? '（没有扫描）']),
      },
      {
        kind: 'fields',
        fields: [
          { label: '交出人签名', value: '', blankLines: 1 },
          { label: '接收人签名', value: '', blankLines: 1 },
        ],
      },
    ],
    signedBy: 'receiving',
    notes: [`整份清单的 SM3 摘要：${listSm3}`, '本清单只证明交接了哪些材料，不表示申请已经受理。主管部门受理和办理的期限，从主管部门收到材料之日起算。'],
  }
}
