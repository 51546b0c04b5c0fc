import { Alert, Button } from 'antd'

/** Shown once: nobody can look them up again. */
export function RecoveryCodes({ codes, done }: { codes: readonly string[]; done: () => void }) {
  return (
    <section className="enrolment" aria-label="恢复码">
      <Alert type="warning" showIcon role="alert" title="请现在抄下或打印这十个恢复码，以后再也看不到" />
      <p>手机不在身边时，用一个恢复码代替动态码登录；每个只能用一次。</p>
      <ul className="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
      <div className="acts">
        <Button onClick={() => window.print()}>打印</Button>
        <Button type="primary" onClick={done}>我已经抄好</Button>
      </div>
    </section>
  )
}
