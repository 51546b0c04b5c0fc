/** Why signing in by the unified identity came to nothing: the word stands in the address of the page that says so, and nothing else does. */
export const TROUBLES = {
  silent: {
    title: '统一身份认证现在没有回应',
    words: '不是您的问题，您什么也没有做错。请过几分钟再试；着急的话，可以先用账号和密码登录。',
  },
  expired: {
    title: '这次登录已经作废',
    words: '可能是停留超过了十分钟，点了两次，或者换了一个浏览器。请从头再登录一次。',
  },
  refused: {
    title: '您没有同意提供身份信息',
    words: '没有您的同意，这里不知道您是谁，所以没有登录，也没有留下您的信息。改变主意的话，请再来一次。',
  },
  clock: {
    title: '两边的时钟不一致',
    words: '统一身份认证的时间和这里差得太多，为了安全没有登录。请稍后再试；一再出现的，请拨打 12345 告诉我们。',
  },
  untrusted: {
    title: '收到的身份信息不可信',
    words: '它不是为这次登录签发的，为了安全没有登录。请从头再来一次；一再出现的，请拨打 12345 告诉我们。',
  },
  'no-claims': {
    title: '统一身份认证没有给出姓名和证件号码',
    words: '可能是您的统一身份还没有实名认证，或者用的不是居民身份证。请先在那里完成实名认证，或者在这里注册个人账号。',
  },
  'unlinked-staff': {
    title: '这个统一身份还没有绑定工作人员账号',
    words: '请先用账号和密码登录工作台，在“账号与安全”里绑定统一身份，下次就可以直接用它登录。',
  },
  disabled: {
    title: '这个账号已停用',
    words: '请联系本单位管理员，或者到政务服务窗口咨询。',
  },
  'factor-missing': {
    title: '您的岗位要求使用动态码',
    words: '您还没有绑定身份验证器。请先用账号和密码登录，按页面上的二维码绑定，以后就可以用统一身份登录。',
  },
  'other-link': {
    title: '这个统一身份已经绑定了另一个账号',
    words: '一个统一身份只能绑定一个账号。要换过来，请先登录那个账号，在“账号与安全”里解除绑定。',
  },
  'has-link': {
    title: '您的账号已经绑定了一个统一身份',
    words: '要换一个，请先在“账号与安全”里解除原来的绑定。',
  },
  'not-same-person': {
    title: '统一身份和账号不是同一个人或同一家单位',
    words: '账号登记的证件号码与统一身份的不一样，所以没有绑定。请用您本人的、或者您现在代表的单位的统一身份。',
  },
  'agency-ended': {
    title: '单位已经取消了您的经办权限',
    words: '统一身份认证仍认得您，但单位在本平台上取消了您的经办权限。请联系单位的管理人员。',
  },
} as const satisfies Record<string, { title: string; words: string }>
export type TroubleName = keyof typeof TROUBLES

/** Thrown wherever the way ends; the edge of the pages leads to the page that says why. */
export class UnifiedTrouble extends Error {
  readonly why: TroubleName
  /** The account it was about, where one was found. */
  readonly account: string | null
  constructor(why: TroubleName, { account, cause }: { account?: string; cause?: unknown } = {}) {
    super(TROUBLES[why].title, { cause })
    this.why = why
    this.account = account ?? null
  }
}

export function isTrouble(word: string): word is TroubleName {
  return Object.hasOwn(TROUBLES, word)
}
