import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { DelegationCard } from '../delegation/delegation-card.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { useMe } from '../shell/session.tsx'
import { endSessions, fetchPosts, GIVEN_ROLES, grantRights, isAdministrator, ROLE_WORDS, setActive, type Account } from './admin-calls.ts'
import { AskReset } from './ask-reset.tsx'
import { SendingNote } from './sending-note.tsx'
import { useSending } from './use-sending.ts'

interface AccountCardProps { account: Account; reload: () => void; asked?: () => void }

/** One account and what this administrator may do with it. */
export function AccountCard({ account, reload, asked }: AccountCardProps) {
  const me = useMe()
  return (
    <section className="card account-card" aria-labelledby="account-title">
      <h2 id="account-title">{account.name}（{account.account}）</h2>
      {me.roles.includes('sysadmin') && <Standing account={account} reload={reload} />}
      {me.roles.includes('sysadmin') && !isAdministrator(account) && <AskReset account={account} asked={asked} />}
      {me.roles.includes('secadmin') && <Keys account={account} reload={reload} />}
      {me.roles.includes('secadmin') && account.kind === 'staff' && !isAdministrator(account) && <Rights account={account} reload={reload} />}
      {me.roles.includes('secadmin') && account.kind === 'staff' && account.roles.length > 0 && !isAdministrator(account) && (
        <DelegationCard absent={{ id: account.id, name: account.name, roles: account.roles, isOneself: false }} />
      )}
    </section>
  )
}

function Standing({ account: { id, active }, reload }: AccountCardProps) {
  const { trouble, done, isBusy, send } = useSending()
  const turn = async () => { if (await send(() => setActive(id, !active), active ? '已停用，登录都已退出' : '已恢复')) reload() }
  return (
    <>
      <SendingNote trouble={trouble} done={done} />
      <Button danger={active} loading={isBusy} onClick={() => void turn()}>{active ? '停用账号' : '恢复账号'}</Button>
    </>
  )
}

function Keys({ account: { id }, reload }: AccountCardProps) {
  const { trouble, done, isBusy, send } = useSending()
  const end = async () => { if (await send(() => endSessions(id), '全部登录已退出')) reload() }
  return (
    <div className="acts">
      <SendingNote trouble={trouble} done={done} />
      <Button disabled={isBusy} onClick={() => void end()}>退出全部登录</Button>
    </div>
  )
}

function Rights({ account, reload }: AccountCardProps) {
  const { answer: posts } = useLoaded(`posts ${account.organisation}`, () => fetchPosts(account.organisation ?? ''))
  const [heldPosts, setPosts] = useState(account.posts.map(({ id }) => id))
  const [roles, setRoles] = useState(account.ownRoles)
  const { trouble, done, isBusy, send } = useSending()
  const save = async () => { if (await send(() => grantRights(account.id, { posts: heldPosts, roles }), '已授予；此人要重新登录')) reload() }
  return (
    <fieldset className="field">
      <legend>岗位和角色</legend>
      <SendingNote trouble={trouble} done={done} />
      {posts && posts.length > 0 && (
        <Checkbox.Group aria-label="岗位" value={heldPosts} onChange={setPosts} options={posts.map(({ id, name }) => ({ value: id, label: `岗位：${name}` }))} />
      )}
      <Checkbox.Group
        aria-label="角色" value={roles} onChange={setRoles} options={GIVEN_ROLES.map((role) => ({ value: role, label: ROLE_WORDS[role] ?? role }))}
      />
      <Button type="primary" loading={isBusy} onClick={() => void save()}>保存岗位和角色</Button>
    </fieldset>
  )
}
