import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { created, json, Reply } from '#platform/reply'
import { listOrganisations } from './organisations.ts'
import { profileOf } from './profile.ts'
import { register, Registration } from './registration.ts'
import { administrationRoutes } from './administration/routes.ts'
import { ownAccountRoutes } from './own-account-routes.ts'
import { Credentials, enrolBeforeSignIn, sessionCookie, signIn, signOut, SIGNED_OUT_COOKIE } from './sign-in.ts'

const Text = Type.String()
const SignedInAnswer = Type.Object({
  account: Text, name: Text, roles: Type.Array(Text), organisation: Type.Union([Text, Type.Null()]),
  recoveryCodes: Type.Optional(Type.Array(Text)), isResetNews: Type.Optional(Type.Literal(true)),
})

export const peopleRoutes: readonly Route[] = [
  ...ownAccountRoutes, ...administrationRoutes,
  route({
    // A whole office may share one address; guessing at one name is stopped by the lock, not by this.
    method: 'POST', path: '/api/sessions', summary: '登录', for: ['anyone'], body: Credentials, answer: SignedInAnswer,
    transaction: 'none', perMinuteMax: 120,
    handle: async (call, { body, ip, headers }) => {
      const { token, ...answer } = await signIn(call, body, { ip, agent: headers['user-agent'] })
      return json(200, answer, { cookies: [sessionCookie({ token })] })
    },
  }),
  route({
    method: 'POST', path: '/api/second-factors', summary: '登录前绑定身份验证器（岗位要求时）', for: ['anyone'], transaction: 'none', perMinuteMax: 60,
    body: Type.Object({ account: Credentials.properties.account, password: Credentials.properties.password }, { additionalProperties: false }),
    handle: async (call, { body }) => created(await enrolBeforeSignIn(call, body)),
  }),
  route({
    method: 'DELETE', path: '/api/sessions', summary: '退出登录', for: ['anyone'],
    handle: async (call, { cookies }) => {
      await signOut(call, cookies)
      return new Reply(204, 'text/plain', '', { cookies: [SIGNED_OUT_COOKIE] })
    },
  }),
  route({
    method: 'GET', path: '/api/me', summary: '我的账号', for: ['signed-in'],
    handle: (call) => profileOf(call),
  }),
  route({
    method: 'POST', path: '/api/accounts', summary: '群众注册', for: ['anyone'], body: Registration, transaction: 'none', perMinuteMax: 20,
    handle: async (call, { body }) => created(await register(call, body)),
  }),
  route({
    method: 'GET', path: '/api/organisations', summary: '部门和镇街', for: ['anyone'],
    handle: async (call) => ({ organisations: await listOrganisations(call.tx) }),
  }),
]
