/** Shown this once; the person has to replace it when she first signs in. */
export function OneTimePassword({ account, temporaryPassword }: { account: string; temporaryPassword: string }) {
  return (
    <p role="status" className="card">
      {account} 的一次性密码：<strong className="secret">{temporaryPassword}</strong>
      <br />只显示这一次，请当面告诉本人；第一次登录就要改掉。
    </p>
  )
}
