import { Button } from 'antd'

export interface Taken { number: string; queryPassword: string; itemName: string; applicant: string }

/** What the applicant takes along. The password is kept nowhere in the clear, so it can be printed now or never. */
export function WalkInReceipt({ taken: { number, queryPassword, itemName, applicant }, again }: { taken: Taken; again: () => void }) {
  return (
    <section className="receipt" role="status" aria-label="收件回执">
      <h3>收件回执</h3>
      <p>{applicant}：{itemName}，已收件。</p>
      <p>办件编号 <strong>{number}</strong>，查询密码 <strong>{queryPassword}</strong>。凭这两样可以查办到哪一步。</p>
      <p className="faded">查询密码只显示这一次，请打印或者抄给申请人。</p>
      <div className="acts">
        <Button type="primary" onClick={() => window.print()}>打印回执</Button>
        <Button onClick={again}>再收一件</Button>
      </div>
    </section>
  )
}
