import { Button } from 'antd'
import { useState } from 'react'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { fetchRegister, newMachineKey, type Hall, type Register } from './calls.ts'
import { GroupForm, PlaceForm, WindowForm } from './hall-forms.tsx'
import { hoursLine } from './hours-text.ts'

/** The halls with their windows; the bureau adds and changes below each. */
export function HallsTab({ mayWrite }: { mayWrite: boolean }) {
  const { answer, trouble, reload } = useLoaded('register', fetchRegister)
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return null
  return (
    <>
      {answer.halls.length === 0 && <p className="empty">还没有登记大厅。{mayWrite && '在下面登记第一个。'}</p>}
      {answer.halls.map((hall) => <HallCard key={hall.code} hall={hall} register={answer} mayWrite={mayWrite} done={() => void reload()} />)}
      {mayWrite && <PlaceForm organisations={answer.organisations} done={() => void reload()} />}
      <Rules rules={answer.rules} />
    </>
  )
}

interface HallCardProps { hall: Hall; register: Register; mayWrite: boolean; done: () => void }

function HallCard({ hall, register, mayWrite, done }: HallCardProps) {
  const windows = hall.groups.flatMap((group) => group.windows.map((window) => ({ ...window, group })))
  const ownerOf = (organisation: string) => register.organisations.find(({ id }) => id === organisation)?.name ?? organisation
  return (
    <details className="card" open={hall.kind === 'centre'}>
      <summary><h2>{hall.name}</h2></summary>
      <p>
        {hall.organisationName}{hall.address !== null && `　${hall.address}`}{'　'}
        <a href={`/hall/${hall.code}/board`} target="_blank" rel="noreferrer">叫号大屏</a>{'　'}
        <a href={`/hall/${hall.code}/machine`} target="_blank" rel="noreferrer">取号机</a>{hall.isExample && '　（示例）'}
      </p>
      <div className="wide-table" role="region" aria-label={`${hall.name}的窗口`} tabIndex={0}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">窗口</th><th scope="col">窗口组</th><th scope="col">种类和单位</th><th scope="col">什么时候开</th><th scope="col" className="figure">办几项</th>
            </tr>
          </thead>
          <tbody>
            {windows.map((window) => <WindowRow key={window.id} window={window} ownerOf={ownerOf} />)}
          </tbody>
        </table>
      </div>
      {mayWrite && <WindowForm hall={hall} organisations={register.organisations} done={done} />}
      {mayWrite && <GroupForm hall={hall} done={done} />}
      {mayWrite && <MachineKey hall={hall} done={done} />}
    </details>
  )
}

type Group = Hall['groups'][number]
interface WindowRowProps { window: Group['windows'][number] & { group: Group }; ownerOf: (organisation: string) => string }

function WindowRow({ window: { number, kind, organisation, hours, active, items, group }, ownerOf }: WindowRowProps) {
  return (
    <tr>
      <th scope="row">{number}{!active && '（停用）'}</th>
      <td>{group.letter} {group.name}<span className="second">每 {group.slotMinutes} 分钟每窗 {group.seatsPerWindow} 个预约</span></td>
      <td>{kind === 'general' ? '综合窗口' : '专窗'}<span className="second">{ownerOf(organisation)}</span></td>
      <td>{hoursLine(hours).split(' ').map((part, at) => <span key={at}><span className="unbroken">{part}</span> </span>)}</td>
      <td className="figure">{items}</td>
    </tr>
  )
}

function MachineKey({ hall, done }: { hall: Hall; done: () => void }) {
  const [key, setKey] = useState<string>()
  const { trouble, isBusy, send } = useSending()
  return (
    <div className="machine">
      <SendingNote trouble={trouble} done="" />
      <p>
        {hall.hasMachine ? '取号机有口令。' : '还没有取号机口令，取号机不能用。'}
        <Button loading={isBusy} onClick={() => void send(async () => { setKey((await newMachineKey(hall.code)).key); done() })}>发新口令</Button>
      </p>
      {key !== undefined && <p role="status">新口令（只显示这一次）：<strong className="secret">{key}</strong>　在取号机上打开“取号机”页输入；旧口令作废。</p>}
    </div>
  )
}

function Rules({ rules }: { rules: Register['rules'] }) {
  return (
    <details className="card">
      <summary>预约和叫号的规则</summary>
      <ul>{Object.entries(rules).map(([name, { label, value, basis }]) => <li key={name}>{label}：{value}（{basis}）</li>)}</ul>
    </details>
  )
}
