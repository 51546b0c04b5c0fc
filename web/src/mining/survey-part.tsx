import { Button } from 'antd'
import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { logAddress, type Choices, type Result, type SurveyAnswer } from './calls.ts'
import { CaseList } from './case-list.tsx'
import { addressOf, doorIn, isTab, TABS, type Tab } from './doors.ts'
import { FitPart } from './fit-part.tsx'
import { FlowPart } from './flow-part.tsx'
import type { PartProps } from './part-props.ts'
import { ReworkPart } from './rework-part.tsx'
import { SurveyForm } from './survey-form.tsx'
import { stateText } from './survey-list.tsx'
import { TimePart } from './time-part.tsx'
import { useSurvey } from './use-survey.ts'
import { WaysPart } from './ways-part.tsx'
import { askedText, daysText, percentText } from './words.ts'

interface SurveyPartProps { id: string; asked: URLSearchParams; choices: Choices; isAsking: boolean; again: () => void }

/** One survey: how far it is, and once it is done its figures, part by part. */
export function SurveyPart({ id, asked, choices, isAsking, again }: SurveyPartProps) {
  const { answer, trouble, reload } = useSurvey(id)
  return (
    <>
      <p className="acts">
        <Link href={roomAddress('mining')}>← 全部流程分析</Link>{answer && <Button size="small" aria-expanded={isAsking} onClick={again}>换条件再算</Button>}
      </p>
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer && isAsking && <SurveyForm choices={choices} before={answer.asked} />}
      {answer && <h2>{askedText(answer.asked, choices)}</h2>}
      {answer && answer.result === null && <Progress survey={answer} />}
      {answer?.result && <Done survey={answer} result={answer.result} asked={asked} />}
    </>
  )
}

function Progress({ survey }: { survey: SurveyAnswer }) {
  if (survey.state === 'failed') return <p className="card" role="alert">没有算成，已经试了几次。请换个条件再算；还是不行就请联系系统管理员。</p>
  return (
    <div className="card" role="status">
      <p>{stateText(survey)}……算完会自己显示，关了页面也会算完。</p>
      <progress className="survey-progress" max={Math.max(1, survey.total)} value={survey.done} aria-label="进度" />
    </div>
  )
}

function Done({ survey, result, asked }: { survey: SurveyAnswer; result: Result; asked: URLSearchParams }) {
  const named = asked.get('tab')
  const [tab, door] = [isTab(named) ? named : 'flow' as const, doorIn(asked)]
  if (result.mined.cases === 0) return <p className="empty">这些条件下没有办件。请放宽时间、部门或事项，换条件再算。</p>
  return (
    <>
      <Summary survey={survey} result={result} tab={tab} />
      <nav className="tabs" aria-label="看什么">
        {Object.entries(TABS).map(([name, label]) => isTab(name) && (
          <Link key={name} href={addressOf({ survey: survey.id, tab: name })} aria-current={name === tab ? 'page' : undefined}>{label}</Link>
        ))}
      </nav>
      {door && <CaseList key={`${door.by} ${door.value}`} survey={survey.id} door={door} result={result} close={addressOf({ survey: survey.id, tab })} />}
      <Part tab={tab} survey={survey.id} result={result} />
      <p className="faded">
        来源：办件记录（只增不改），截至 {survey.finishedAt === null ? '—' : momentText(survey.finishedAt)}；封存的办件不在内。符合条件的有 {result.matching} 件，这里是最近收到的 {survey.total} 件。
        “工作日”按法定工作日历数，“日历天”一天 24 小时。
      </p>
      <p>
        下载事件日志：<a href={logAddress(survey.id, 'xes')} download>XES</a>、<a href={logAddress(survey.id, 'csv')} download>CSV</a>
        <span className="faded">（人员是部门里的编号，没有姓名）</span>
      </p>
    </>
  )
}

function Part({ tab, ...props }: PartProps & { tab: Tab }) {
  switch (tab) {
    case 'flow': return <FlowPart {...props} />
    case 'ways': return <WaysPart {...props} />
    case 'time': return <TimePart {...props} />
    case 'rework': return <ReworkPart {...props} />
    case 'fit': return <FitPart {...props} />
  }
}

/** The figures one looks at first; each a door. */
function Summary({ survey: { id }, result: { mined, conformance }, tab }: { survey: SurveyAnswer; result: Result; tab: Tab }) {
  const to = (by: string, value?: string): string => addressOf({ survey: id, tab, door: { by, ...(value !== undefined && { value }) } })
  return (
    <dl className="survey-figures">
      <div><dt>办件</dt><dd><Link href={to('all')}>{mined.cases}</Link><span className="second">{mined.events} 条记录</span></dd></div>
      <div>
        <dt>走法</dt><dd><Link href={addressOf({ survey: id, tab: 'ways' })}>{mined.variants}</Link><span className="second">{mined.activities} 种步骤</span></dd>
      </div>
      <div><dt>从头到尾（中位）</dt><dd>{daysText(mined.medianDays)} 天<span className="second">90 分位 {daysText(mined.p90Days)} 天</span></dd></div>
      <div>
        <dt>有步骤重复</dt>
        <dd>
          <Link href={to('repeating')}>{mined.casesWithRepeatedActivity}</Link>
          <span className="second">{percentText(mined.casesWithRepeatedActivity, mined.cases)}</span>
        </dd>
      </div>
      <div><dt>换手</dt><dd>{mined.handovers} 次<span className="second">{mined.resources} 个人经手</span></dd></div>
      <div>
        <dt>符合声明的流程</dt>
        <dd>
          {percentText(conformance.fittingCases, mined.cases)}
          <span className="second"><Link href={to('deviating')}>{mined.cases - conformance.fittingCases} 件不符合</Link></span>
        </dd>
      </div>
    </dl>
  )
}
