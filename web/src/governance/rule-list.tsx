import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchRules } from './calls.ts'

/** The rules the alerts go by, with what they rest on. */
export function RuleList() {
  const { answer } = useLoaded('rules', fetchRules)
  if (!answer) return null
  return (
    <details className="card">
      <summary>按哪些规则预警，依据什么</summary>
      <div className="wide-table" role="region" aria-label="预警规则" tabIndex={0}>
        <table className="plain-table">
          <thead><tr><th scope="col">规则</th><th scope="col">什么时候</th><th scope="col">怎么办</th><th scope="col">依据</th></tr></thead>
          <tbody>
            {answer.rules.map((rule) => (
              <tr key={rule.id}>
                <th scope="row">{rule.name}<span className="second">{rule.levelName}　第 {rule.version} 版{!rule.isOn && '　已停用'}</span></th>
                <td>{rule.trigger}</td><td>{rule.action}</td><td>{rule.basis}<span className="second">{rule.standing}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p>每一版和怎样改，看<Link href={roomAddress('rules')}>规则与期限</Link>。系统的记录里看不出来、由监督人员手工登记的：{answer.byHand.map(({ name, to }) => `${name}（${to}）`).join('；')}。</p>
    </details>
  )
}
