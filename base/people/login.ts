/** The name of an account, in small letters. */
export const LOGIN = /^[a-z0-9][a-z0-9._@-]{3,31}$/
export const LOGIN_ADVICE = '账号用 4—32 个小写字母、数字或 . _ @ -，以字母或数字开头'
