import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { beginWithView, changeView, dropView, keepView } from '../api/desk-calls.ts'
import type { SavedView } from '../api/desk-types.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import type { Queue } from '../api/types.ts'
import { LabelledField } from '../kit/labelled.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import type { Lens } from './narrowing.ts'

interface ViewKeepingProps {
  queue: Queue
  lens: Lens
  chosen: SavedView | undefined
  choose: (view: SavedView | undefined) => void
  reload: () => Promise<void>
}

/** Keeps what one sees under a name, and changes, shares or drops a view that is there. */
export function ViewKeeping({ queue, lens, chosen, choose, reload }: ViewKeepingProps) {
  const mine = chosen?.own === true ? chosen : undefined
  const [name, setName] = useState(mine?.name ?? '')
  const [isShared, setShared] = useState(mine?.shared ?? false)
  const { act, isBusy, trouble } = useActs(reload)
  const view = { name: name.trim(), queue, narrowing: lens.narrowing, sort: lens.sort, columns: [...lens.columns], shared: isShared }
  const isNamed = view.name !== ''
  const keepNew = () => act(async () => choose(await keepView(view)))
  return (
    <form className="view-keeping" onSubmit={(event) => { event.preventDefault(); if (isNamed) void keepNew() }}>
      {trouble && <TroubleNote trouble={trouble} />}
      <LabelledField title="视图的名字" isRequired help="存在服务器上，换一台电脑也在。">
        {(described) => <Input {...described} value={name} maxLength={40} onChange={(event) => setName(event.target.value)} />}
      </LabelledField>
      <Checkbox checked={isShared} onChange={(event) => setShared(event.target.checked)}>本单位的同事也能用</Checkbox>
      <div className="narrowing-acts">
        {mine && <Button type="primary" disabled={isBusy || !isNamed} onClick={() => void act(async () => choose(await changeView(mine.id, view)))}>改“{mine.name}”</Button>}
        <Button type={mine ? 'default' : 'primary'} htmlType="submit" disabled={isBusy || !isNamed || name.trim() === mine?.name}>存为新视图</Button>
        {chosen && (
          <Button disabled={isBusy} onClick={() => void act(() => beginWithView(queue, chosen.first ? null : chosen.id))}>
            {chosen.first ? '打开时改看全部' : `打开时先看“${chosen.name}”`}
          </Button>
        )}
        {mine && <Button danger disabled={isBusy} onClick={() => void act(async () => { await dropView(mine.id); choose(undefined) })}>删掉“{mine.name}”</Button>}
      </div>
    </form>
  )
}

function useActs(reload: () => Promise<void>) {
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<Trouble>()
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setTrouble(undefined)
    try {
      await work()
      await reload()
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
    setBusy(false)
  }
  return { act, isBusy, trouble }
}
