import { useState } from 'react'
import { recall, remember } from '../kit/memory.ts'
import { PageTitle } from '../kit/page-title.tsx'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { BookedCard } from './booked-card.tsx'
import { fetchWindows, type WorkWindow } from './calls.ts'
import { WindowDesk } from './window-desk.tsx'
import './calling.css'

const KEPT = 'window'

/** A window calls its visitors: which window, who is there, who comes next. The window is remembered at this desk. */
export function CallingPage() {
  const { answer, trouble, reload } = useLoaded('windows', fetchWindows)
  const [chosen, setChosen] = useState(() => String(recall('local', KEPT) ?? ''))
  const window = answer?.windows.find(({ id }) => id === chosen)
  const choose = (id = '') => { setChosen(id); remember('local', KEPT, id) }
  return (
    <div className="calling">
      <PageTitle title="叫号" />
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.windows.length === 0 && <p className="empty">还没有给您的单位登记窗口。请政务服务管理机构在“进驻与大厅”里登记。</p>}
      {answer && answer.windows.length > 0 && (
        <label className="window-choice">
          我坐的窗口{' '}
          <PlainSelect
            id="calling-window"
            value={window?.id}
            set={choose}
            options={answer.windows.map((one) => ({ value: one.id, label: labelOf(one) }))}
            none="请选择"
          />
        </label>
      )}
      {answer && answer.windows.length > 0 && !window && <p className="empty">选好窗口，就从这里叫号。这台电脑会记住选了哪个，下次不用再选。</p>}
      {window && <WindowDesk key={window.id} window={window} windows={answer?.windows ?? []} />}
      {window && <BookedCard key={window.hall} hall={window.hall} letter={window.letter} groupName={window.groupName} />}
    </div>
  )
}

function labelOf({ number, hallName, groupName }: WorkWindow): string {
  return `${number}　${hallName}　${groupName}`
}
