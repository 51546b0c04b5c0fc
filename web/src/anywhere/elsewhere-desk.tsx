import type { ComponentProps } from 'react'
import { documentAddress } from '../api/calls.ts'
import { SmallDesk } from '../case/small-desk.tsx'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchChecklist, fetchMatter, receive, type Matter } from './calls.ts'
import { PapersForm } from './papers-form.tsx'
import './anywhere.css'

type DeskProps = ComponentProps<typeof SmallDesk>['opened']

/** Steps that are taken where the papers are counted, and not from the bar. */
const COUNTED: readonly string[] = ['receive', 'receiveMore']

/** One matter on its way: papers, lists, whose hands it has been in, and the steps open to this person. */
export function ElsewhereDesk(opened: DeskProps) {
  const { file, reload } = opened
  const { found } = file
  const matter = useLoaded(`${found.id} ${found.version}`, () => fetchMatter(found.id))
  const again = async () => { await Promise.all([reload(), matter.reload()]) }
  const counting = found.steps.find(({ step }) => COUNTED.includes(step))
  const bar = { ...opened, file: { ...file, found: { ...found, steps: found.steps.filter(({ step }) => !COUNTED.includes(step)) } } }
  return (
    <SmallDesk
      opened={bar}
      kind="elsewhere"
      title={found.title}
      applicant="申请人"
      noteOf={({ note }) => note !== null && <p className="note">{note}</p>}
      back={
        <Link href={roomAddress('anywhere')} className="case-back">
          ← 异地代收
        </Link>
      }
      line={
        <>
          <span className="case-number">{found.number}</span> · {found.applicant.name} · {momentText(found.openedAt)} 选定
        </>
      }
    >
      <div className="anywhere">
        {matter.trouble && <TroubleNote trouble={matter.trouble} again={() => void matter.reload()} />}
        {counting && (
          <section className="card">
            <h2>{counting.label}</h2>
            <Counting caseId={found.id} itemCode={found.item.code} step={counting.step === 'receive' ? 'receive' : 'receiveMore'} done={() => void again()} />
          </section>
        )}
        {matter.answer && <Way matter={matter.answer} />}
        {matter.answer && <Papers matter={matter.answer} />}
      </div>
    </SmallDesk>
  )
}

function Counting({ caseId, itemCode, step, done }: { caseId: string; itemCode: string; step: 'receive' | 'receiveMore'; done: () => void }) {
  const { answer, trouble } = useLoaded(`list ${caseId}`, async () => fetchChecklist(itemCode, (await fetchMatter(caseId)).answers))
  if (trouble) return <TroubleNote trouble={trouble} />
  if (!answer) return null
  return <PapersForm materials={answer.materials} isMore={step === 'receiveMore'} send={(data) => receive(caseId, step, data)} done={done} />
}

function Way({ matter: { receivingPlace, returnPlace, owner, isSimulated, custody, application, result } }: { matter: Matter }) {
  return (
    <section className="card">
      <h2>现在在谁手里</h2>
      <p>
        {receivingPlace} 收，{owner} 办，{returnPlace} 领。{isSimulated && <strong>外区的一方是模拟的。</strong>}
      </p>
      {application && (
        <p>
          主管部门的办件：<Link href={caseAddress(application.id)}>{application.number}</Link>
          {application.dueOn !== null && `，${application.dueOn} 以前办结`}。期限从它签收之日起算。
        </p>
      )}
      {result && (
        <p>
          结果：<Link href={caseAddress(result.id)}>{result.state.label}</Link>
        </p>
      )}
      {custody.length === 0 && <p className="faded">还没有收件。</p>}
      <ol>
        {custody.map(({ thing, thingLabel, words, since, until }) => (
          <li key={`${thing} ${since}`}>
            <strong>{thingLabel}</strong>：{words}
            <span className="faded">
              {'　'}{momentText(since)}
              {until === null ? ' 起' : ` 到 ${momentText(until)}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Papers({ matter: { papers, documents } }: { matter: Matter }) {
  if (papers.length + documents.length === 0) return null
  return (
    <section className="card">
      <h2>材料和清单</h2>
      <ul>
        {papers.map(({ materialId, name, originals, copies, sm3 }) => (
          <li key={materialId}>
            {name}：原件 {originals}，复印件 {copies}
            {sm3 !== undefined && <span className="faded">　SM3 {sm3}</span>}
          </li>
        ))}
      </ul>
      <ul>
        {documents.map(({ id, number, issuedAt }) => (
          <li key={id}>
            <a href={documentAddress(id)} target="_blank" rel="noreferrer">
              打印清单 {number}
            </a>
            <span className="faded">　{momentText(issuedAt)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
