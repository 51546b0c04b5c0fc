import { Input } from 'antd'
import { useState } from 'react'
import { PlainSelect } from '../kit/plain-select.tsx'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchItems, type ItemLine } from './calls.ts'
import { Pager } from './pager.tsx'
import { SheetCard } from './sheet-card.tsx'

const STANDINGS = [
  { value: 'expired', label: '例外已到期，仍未进驻' },
  { value: 'missing', label: '应进未进' },
  { value: 'in', label: '已进驻' },
  { value: 'excepted', label: '经批准不进驻' },
  { value: 'must', label: '应当进驻的' },
]

/** Every item and where it is handled, faults first. */
export function ItemsTab({ asked, mayWrite }: { asked: URLSearchParams; mayWrite: boolean }) {
  const [wanted, setWanted] = useState({ standing: asked.get('standing') ?? '', q: '', general: asked.get('general') ?? '', page: 1 })
  const only = (standing = '') => setWanted({ ...wanted, standing, general: '', page: 1 })
  const query = new URLSearchParams(Object.entries(wanted).flatMap(([name, value]) => (value === '' ? [] : [[name, String(value)]])))
  const { answer, trouble, reload } = useLoaded(query.toString(), () => fetchItems(query))
  return (
    <>
      {mayWrite && <SheetCard done={() => void reload()} />}
      <div className="acts">
        <Input.Search
          className="filter-box" allowClear maxLength={100} aria-label="按事项名称或编码查" placeholder="事项名称或编码" enterButton="查"
          onSearch={(q) => setWanted({ ...wanted, q, page: 1 })}
        />
        <label>只看 <PlainSelect id="hall-standing" value={wanted.standing} set={only} options={STANDINGS} none="全部" /></label>
        <a href="/api/hall/sheet" download>导出登记表</a>
      </div>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <h2>{answer.total} 项{wanted.general === 'yes' && '（在综合窗口办的）'}</h2>}
      {answer?.total === 0 && <p className="empty">没有这样的事项。</p>}
      {answer && answer.total > 0 && <ItemTable items={answer.items} />}
      {answer && <Pager page={wanted.page} total={answer.total} size={answer.size} go={(page) => setWanted({ ...wanted, page })} />}
    </>
  )
}

function ItemTable({ items }: { items: readonly ItemLine[] }) {
  return (
    <div className="wide-table" role="region" aria-label="事项和窗口" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">事项</th><th scope="col">部门</th><th scope="col">情况</th><th scope="col">在哪里办</th></tr></thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.code}>
              <th scope="row"><Link href={roomAddress('hall', `tab=items&code=${item.code}`)}>{item.name}</Link><span className="second">{item.code}</span></th>
              <td>{item.organisationName}</td>
              <td className={item.standing === 'missing' || item.standing === 'expired' ? 'late' : undefined}>
                {item.standingLabel}
                {item.exceptionUntilOn !== null && <span className="second">{item.exceptionLabel}，<span className="unbroken">到 {item.exceptionUntilOn}</span></span>}
              </td>
              <td>{placesOf(item).map(([hallName, numbers]) => <span key={hallName} className="seat">{hallName}：{numbers}</span>)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const LINES_MAX = 2

/** The windows hall by hall; of many halls the first, so that a row stays two lines high. */
function placesOf({ windows }: ItemLine): [hall: string, numbers: string][] {
  const numbersAt = (hall: string) => windows.filter(({ hallName }) => hallName === hall).map(({ number }) => number).join('、')
  const places = [...new Set(windows.map(({ hallName }) => hallName))].map((hall): [string, string] => [hall, numbersAt(hall)])
  return places.length <= LINES_MAX ? places : [...places.slice(0, LINES_MAX - 1), ['另外', `还有 ${places.length - LINES_MAX + 1} 个大厅`]]
}
