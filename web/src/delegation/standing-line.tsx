import { useMe } from '../shell/session.tsx'

/** A quiet line while one works in somebody's place. */
export function StandingLine() {
  const { standsInFor } = useMe()
  if (standsInFor.length === 0) return null
  return (
    <p className="standing-line" role="note">
      {standsInFor.map(({ id, name, until }) => <span key={id}>正在代 <strong>{name}</strong> 办理，到 {until} 为止。</span>)}
      待办里有他的件；您自己的岗位办不了的那一步，记为“您 代 {standsInFor.map(({ name }) => name).join('、')}”。
    </p>
  )
}
