import { useMe } from '../shell/session.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { fetchPeople } from './calls.ts'
import { askedOf } from './doors.ts'
import { numberText, rangeText } from './value-text.ts'

/** Who decides how much in one organisation: for the supervision and its own head. */
export function PeopleCard({ organisation, asked }: { organisation: string; asked: URLSearchParams }) {
  const { roles, organisation: own } = useMe()
  if (!roles.includes('supervisor') && !(roles.includes('leader') && own === organisation)) return null
  return <People asked={asked} />
}

function People({ asked }: { asked: URLSearchParams }) {
  const query = askedOf(asked)
  const { answer, trouble, reload } = useLoaded(query, () => fetchPeople(query))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return null
  return (
    <section className="card" aria-labelledby="people-title">
      <h2 id="people-title">{answer.organisationName}：各人的决定</h2>
      {answer.people.length === 0 && <p className="empty">这一段没有人作出决定。有人准予、不予批准或者不予受理以后，这里按姓名列出各人的件数。</p>}
      {answer.people.length > 0 && (
        <div className="wide-table" role="region" aria-label="各人的决定" tabIndex={0}>
          <table className="plain-table">
            <thead><tr>
              <th scope="col">作出决定的人</th><th scope="col" className="figure">决定<span className="second">件</span></th>
              <th scope="col" className="figure">其中按时<span className="second">件</span></th><th scope="col" className="figure">按时率</th>
              <th scope="col" className="figure">95% 范围</th><th scope="col" className="figure">平均用时<span className="second">工作日</span></th>
            </tr></thead>
            <tbody>
              {answer.people.map((person) => (
                <tr key={person.id}>
                  <th scope="row">{person.name}{person.isSmall && <span className="second">件数少</span>}</th>
                  <td className="figure">{person.decided}</td><td className="figure">{person.onTime}</td>
                  <td className="figure">{person.decided === 0 ? '—' : `${numberText(person.onTime / person.decided * 100)}%`}</td>
                  <td className="figure">{rangeText(person.range, '%')}</td>
                  <td className="figure">{person.meanWorkingDays === null ? '—' : numberText(person.meanWorkingDays)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="faded">按姓名列，不排名：谁分到什么件不由自己定。少于 {answer.rankingMinimum} 件的标“件数少”，差别多半是偶然。平均用时是部门自己用的工作日，不含等申请人和特别程序。只有监督部门和本单位负责人看得到。</p>
    </section>
  )
}
