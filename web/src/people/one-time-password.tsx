/** One half of a password for one time; the other is shown to the other administrator, and only the person puts them together. */
export function OneTimeHalf({ account, half, which }: { account: string; half: string; which: '前' | '后' }) {
  return (
    <p role="status" className="card">
      {account} 的一次性密码，{which}一半：<strong className="secret">{half}</strong>
      <br />只显示这一次，请当面告诉本人。本人先输前一半，再输一个“-”，再输后一半；登录时马上要改掉。
    </p>
  )
}
