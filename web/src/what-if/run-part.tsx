import { TroubleNote } from '../kit/trouble-note.tsx'
import { useEvery } from '../kit/use-every.ts'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchRun, type Choices, type FigureCompared, type Result, type RunAnswer, type StationCompared } from './calls.ts'
import { BandPair } from './band-pair.tsx'
import { bandText, changeTexts, differenceText, percentText, stateText, stationText, withNames } from './words.ts'

const LOOK_MILLISECONDS = 1000
const STATIONS_SHOWN = 20

/** One run: how far it is, and once it is done, as it is beside as it would be. */
export function RunPart({ id, choices }: { id: string; choices: Choices }) {
  const { answer, trouble, reload } = useLoaded(id, () => fetchRun(id))
  const isOver = answer?.state === 'done' || answer?.state === 'failed'
  useEvery(LOOK_MILLISECONDS, () => { if (!isOver) void reload() })
  return (
    <>
      <p><Link href={roomAddress('what-if')}>← 全部推演</Link></p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && <Heading run={answer} choices={choices} />}
      {answer && answer.result === null && <Progress run={answer} />}
      {answer?.result && <Done result={answer.result} />}
    </>
  )
}

function Heading({ run: { asked }, choices }: { run: RunAnswer; choices: Choices }) {
  return (
    <section className="card">
      <h2>{asked.change.name ?? '改动'}：{asked.base} 重演</h2>
      <ul>{changeTexts(asked.change, choices).map((text) => <li key={text}>{text}</li>)}</ul>
    </section>
  )
}

function Progress({ run }: { run: RunAnswer }) {
  if (run.state === 'failed') return <p className="card" role="alert">没有算成：{run.trouble ?? '已经试了几次，请联系系统管理员'}</p>
  return (
    <div className="card" role="status">
      <p>{stateText(run)}……算完会自己显示，关了页面也会算完。</p>
      <progress className="what-if-progress" max={Math.max(1, run.total)} value={run.done} aria-label="进度" />
    </div>
  )
}

function Done({ result: { figures, stations, remarks, replications, actual } }: { result: Result }) {
  const inFact = `记录里这个月已办结 ${actual.cases} 件，平均 ${actual.meanDays.toFixed(2)} 天，九成不超过 ${actual.p90Days.toFixed(2)} 天。`
  return (
    <>
      {remarks.map((remark) => <p key={remark} className="card" role="note">注意：{withNames(remark, stations)}。</p>)}
      <section className="card">
        <h2>现状和改动</h2>
        <p className="faded">
          重演 {replications} 次；括号里是九成的结果落在的区间，差是同样的运气下改动减现状。图里圆点是现状，方块是改动，线是区间。{inFact}
        </p>
        <Figures figures={figures} />
      </section>
      <section className="card">
        <h2>窗口和部门</h2>
        <p className="faded">停留最多的在前。“排队等人手”是从记录看出来的：前面等的越多停得越久，而且照这些人手排队重演对得上；加人才有用的是这些。其他的停留，推演里加人不会变。</p>
        <Stations stations={stations.slice(0, STATIONS_SHOWN)} />
      </section>
    </>
  )
}

function Figures({ figures }: { figures: readonly FigureCompared[] }) {
  return (
    <div className="wide-table" role="region" aria-label="现状和改动" tabIndex={0}>
      <table className="plain-table">
        <thead><tr>
          <th scope="col">指标</th><th scope="col" className="figure">现状</th><th scope="col" className="figure">改动</th>
          <th scope="col" className="figure">差</th><th scope="col">图</th>
        </tr></thead>
        <tbody>
          {figures.map(({ figure, label, unit, digits, definition, ...compared }) => (
            <tr key={figure}>
              <th scope="row"><details><summary>{label}<span className="second">{unit}</span></summary>{definition}</details></th>
              <td className="figure">{bandText(compared.base, digits)}</td><td className="figure">{bandText(compared.changed, digits)}</td>
              <td className="figure">{differenceText(compared.difference, digits)}</td><td><BandPair {...compared} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Stations({ stations }: { stations: readonly StationCompared[] }) {
  return (
    <div className="wide-table" role="region" aria-label="窗口和部门" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">窗口和部门</th><th scope="col" className="figure">人数</th><th scope="col">等待的原因</th>
            <th scope="col" className="figure">停留<span className="second">小时，上班时间</span></th>
            <th scope="col" className="figure">改动后</th><th scope="col" className="figure">每人每日<span className="second">件次</span></th>
            <th scope="col" className="figure">忙的时间</th>
          </tr>
        </thead>
        <tbody>
          {stations.map((station) => (
            <tr key={station.key}>
              <th scope="row">{stationText(station)}</th>
              <td className="figure">{station.staff}{station.staff !== station.staffChanged && ` → ${station.staffChanged}`}</td>
              <td>{station.isBound ? '排队等人手' : '别的原因'}</td>
              <td className="figure">{bandText(station.stayHours.base, 1)}</td><td className="figure">{bandText(station.stayHours.changed, 1)}</td>
              <td className="figure">{station.visitsADay.base.mean.toFixed(1)} → {station.visitsADay.changed.mean.toFixed(1)}</td>
              <td className="figure">{station.load === null ? '看不出' : `${percentText(station.load.base.mean)} → ${percentText(station.load.changed.mean)}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
