import { Button } from 'antd'
import { useState, type FormEvent } from 'react'
import { momentText } from '../kit/days.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { SendingNote } from '../people/sending-note.tsx'
import { useSending } from '../people/use-sending.ts'
import { Link } from '../shell/link.tsx'
import { dropRow, fetchRow, mendRow, type OneRow, type RowColumn } from './calls.ts'
import { CaseNumber } from './case-number.tsx'
import { ROW_WORDS } from './words.ts'

/** One row that came back: what is wrong, every column with its rule, and the two ways out. */
export function RowDesk({ id, back }: { id: string; back: string }) {
  const { answer, trouble, reload } = useLoaded(`row ${id}`, () => fetchRow(id))
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return <p className="waiting">正在取……</p>
  return (
    <section className="row-desk" aria-label={`${answer.label} ${answer.number}`}>
      <p><Link href={back}>← 回到退回数据</Link></p>
      <div className="card">
        <h2>{answer.label} <span className="faded">{answer.table}，第 {answer.version} 版，{ROW_WORDS[answer.state] ?? answer.state}</span></h2>
        <p>办件 <CaseNumber caseId={answer.caseId} number={answer.number} /></p>
        {answer.state === 'rejected' && <p className="why late"><strong>{answer.isOwnFault ? '没有送出：' : '对方的理由：'}</strong>{answer.reason}</p>}
        {answer.note !== null && <p className="faded">{answer.note}</p>}
      </div>
      <Mending key={answer.id} row={answer} done={reload} />
      <Versions versions={answer.versions} />
    </section>
  )
}

function Mending({ row, done }: { row: OneRow; done: () => Promise<void> }) {
  const [changes, setChanges] = useState<Record<string, string>>({})
  const [reason, setReason] = useState('')
  const { send, trouble, done: said, isBusy, faultOf } = useSending()
  const isOpen = row.state === 'rejected'
  const act = async (work: () => Promise<unknown>, words: string) => { if (await send(work, words)) await done() }
  const set = (name: string, value: string) => {
    const others = Object.fromEntries(Object.entries(changes).filter(([one]) => one !== name))
    const isAsItWas = value === (row.columns.find((one) => one.name === name)?.value ?? '')
    setChanges(isAsItWas ? others : { ...others, [name]: value })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void act(() => mendRow(row.id, { changes, reason }), `改了 ${Object.keys(changes).length} 列，作为第 ${row.version + 1} 版重报`)
  }
  return (
    <form className="card" onSubmit={submit} noValidate>
      <SendingNote trouble={trouble} done={said} />
      <div className="row-columns">
        {row.columns.map((column) => (
          <Column
            key={column.name} column={column} isOpen={isOpen} value={changes[column.name]} set={(value) => set(column.name, value)}
            fault={faultOf(`changes.${column.name}`)}
          />
        ))}
      </div>
      {isOpen && (
        <>
          <LabelledField title="理由" isRequired help="为什么这样改，或者为什么不报；写进审计记录" fault={faultOf('reason')}>
            {(described) => <input className="plain-input" value={reason} maxLength={500} onChange={({ target }) => setReason(target.value)} {...described} />}
          </LabelledField>
          <div className="acts">
            <Button type="primary" htmlType="submit" loading={isBusy}>{Object.keys(changes).length === 0 ? '原样重报' : `改好 ${Object.keys(changes).length} 列，重报`}</Button>
            <Button disabled={isBusy} onClick={() => void act(() => dropRow(row.id, reason), '这一行不再上报，后面的接着送')}>这一行不报了</Button>
          </div>
        </>
      )}
    </form>
  )
}

interface ColumnProps { column: RowColumn; isOpen: boolean; value: string | undefined; set: (value: string) => void; fault: string | undefined }

function Column({ column, isOpen, value, set, fault }: ColumnProps) {
  const { name, label, rule, codes, note, isKept, mayMend, personal } = column
  const shown = value ?? column.value ?? ''
  const help = [name, rule, note].filter(Boolean).join(' · ')
  if (!isOpen || !mayMend) {
    const words = personal === 'withheld' ? '不报' : isKept ? '有，加密保存，不显示' : shown || '（空）'
    return <div className="field"><span className="column-name">{label}</span><span className="field-help">{help}</span><span className="column-value">{words}</span></div>
  }
  return (
    <LabelledField title={label} isRequired={column.isRequired} help={isKept ? `${help} · 有，加密保存，不显示；要改就重新填` : help} fault={fault}>
      {(described) => (codes
        ? <PlainSelect value={shown === '' ? undefined : shown} set={(next) => set(next ?? '')} none="（空）"
          options={Object.entries(codes).map(([code, words]) => ({ value: code, label: `${code} ${words}` }))}
          {...described} />
        : <input className="plain-input" value={shown} maxLength={4000} onChange={({ target }) => set(target.value)} {...described} />)}
    </LabelledField>
  )
}

function Versions({ versions }: { versions: OneRow['versions'] }) {
  return (
    <div className="wide-table" tabIndex={0} role="region" aria-label="这一行的各版">
      <table className="plain-table">
        <caption>这一行的各版</caption>
        <thead><tr><th scope="col" className="figure">版本</th><th scope="col">怎样</th><th scope="col">理由</th><th scope="col">写下于</th></tr></thead>
        <tbody>{versions.map(({ id, version, state, reason, madeAt }) =>
          <tr key={id}><td className="figure">{version}</td><td>{ROW_WORDS[state] ?? state}</td>
          <td>{reason ?? ''}</td><td className="unbroken">{momentText(madeAt)}</td></tr>)}</tbody>
      </table>
    </div>
  )
}
