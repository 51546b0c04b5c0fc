import { PageTitle } from '../kit/page-title.tsx'

/** For staff whose work does not come out of queues. */
export function NoQueues() {
  return (
    <div className="words">
      <PageTitle title="您的账号没有办件队列" />
      <p>待办、在办、预警、已办是窗口、审查和审批岗位用的。您可以从别人发给您的链接打开办件，看到您有权看的部分。</p>
      <p>您的其他页面在左边（窄屏在上面）。</p>
      <p>如果您也办件，请本单位管理员给账号加上岗位。</p>
    </div>
  )
}
