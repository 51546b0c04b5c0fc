import type { Enrolment } from './calls.ts'

/** How to put the secret into an authenticator: by the picture, or by hand. */
export function EnrolmentCard({ enrolment }: { enrolment: Enrolment }) {
  return (
    <div className="enrolment">
      <p>用手机上的身份验证器（支持 TOTP 的都行）扫这个二维码，再把它显示的六位数字填在下面。</p>
      <img src={enrolment.qr} width={220} height={220} alt="身份验证器用的二维码；不能扫的，把下面的密钥抄进去" />
      <p>不能扫的，手工输入密钥：<br /><code className="secret">{enrolment.secret.match(/.{4}/g)?.join(' ')}</code></p>
    </div>
  )
}
