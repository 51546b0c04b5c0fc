import { Type } from 'typebox'
import { route, type Route } from '#kernel'
import { created, json, Reply } from '#platform/reply'
import { listOrganisations } from './organisations.ts'
import { profileOf } from './profile.ts'
import { register, Registration } from './registration.ts'
import { Credentials, sessionCookie, signIn, signOut, SIGNED_OUT_COOKIE } from './sign-in.ts'

const Text = Type.String()
const SignedInAnswer = Type.Object({
  account: Text, name: Text, roles: Type.Array(Text), organisation: Type.Union([Text, Type.Null()]),
})

export const peopleRoutes: readonly Route[] = [
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
