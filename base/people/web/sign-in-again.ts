import { configFrom } from '#platform/config'
import { Refusal } from '#platform/refusal'
import type { Reply } from '#platform/reply'
import type { Call } from '#kernel'
import { faultsOf, showAnswer, statusOf, visitOf } from '#base/pages'
import { localPath } from '#platform/http'
import { CODE_PATTERN } from '../second-factor/recovery-codes.ts'
import { signIn, type Credentials, type SignedIn } from '../sign-in.ts'
import { demoHint } from './demo-hint.ts'
import { deviceOf, type Sent } from './sent.ts'
import { signInPage, type SignInFacts } from './sign-in-page.ts'

export interface SignInFields { account: string; password: string; totp?: string; newPassword?: string; next?: string }

/** Signs in, or shows the page again with what is wrong or still missing; nothing secret is written back into it. */
export async function signInOrAgain(
  call: Call, input: Sent<SignInFields>, welcome: (signedIn: SignedIn, next: string | undefined) => Reply,
): Promise<Reply> {
  const { account, password, next } = input.body
  const again = async (refusal: Refusal) => showAnswer(visitOf(call, input), signInPage({
    account, next: localPath(next), faults: faultsOf(refusal), asks: asksAfter(refusal, input.body), demo: await demoHint(call.tx),
    unified: configFrom(process.env).unifiedIdentity?.label,
  }), statusOf(refusal))
  const blank = blankRefusal(input.body)
  if (blank !== undefined) return again(blank)
  try {
    return welcome(await signIn(call, { account, password, ...given(input.body) }, deviceOf(input)), next)
  } catch (error) {
    // A wrong password is the reader's to mend, here on the page; everything else is the edge's.
    if (error instanceof Refusal && error.code !== 'unavailable') return again(error)
    throw error
  }
}

/** A field that was asked for stays: the next answer may be about another. */
function asksAfter({ code, fields }: Refusal, { totp, newPassword }: SignInFields): NonNullable<SignInFacts['asks']> {
  return {
    totp: code === 'second-factor' || totp !== undefined,
    newPassword: code === 'password-change' || newPassword !== undefined || fields.some(({ path }) => path === 'newPassword'),
  }
}

function given({ totp, newPassword }: SignInFields): Pick<Credentials, 'totp' | 'newPassword'> {
  return {
    ...(totp !== undefined && totp.trim() !== '' && { totp: totp.replaceAll(' ', '') }),
    ...(newPassword !== undefined && newPassword !== '' && { newPassword }),
  }
}

const CODE = new RegExp(CODE_PATTERN)

function blankRefusal({ account, password, totp = '' }: SignInFields): Refusal | undefined {
  const faults = [
    ...(account.trim() === '' ? [{ path: 'account', message: '请填写账号' }] : []),
    ...(password.trim() === '' ? [{ path: 'password', message: '请填写密码' }] : []),
  ]
  if (faults.length > 0) return new Refusal('invalid', '请填写账号和密码', faults)
  const isCode = totp.trim() === '' || CODE.test(totp.replaceAll(' ', ''))
  return isCode ? undefined : new Refusal('invalid', '动态码是六位数字', [{ path: 'totp', message: '动态码是六位数字；恢复码是四组字母和数字' }])
}
