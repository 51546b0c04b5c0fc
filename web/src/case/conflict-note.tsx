import { Alert } from 'antd'
import type { Trouble } from '../api/trouble.ts'
import { momentText } from '../kit/days.ts'
import type { CaseFile } from './use-case.ts'

interface ConflictNoteProps { trouble: Trouble; file: CaseFile; /** The version the form was opened with. */ openedAt: number; isGone: boolean }

/** Somebody was faster, or a rule says no: what has happened since, by whom, and whether the step is still open. */
export function ConflictNote({ trouble, file: { events, found }, openedAt, isGone }: ConflictNoteProps) {
  const last = events.at(-1)
  if (found.version === openedAt) return <Alert type="warning" showIcon role="alert" title={trouble.message} description="您填的内容留在这里，条件具备以后打开再提交。" />
  return (
    <Alert
      type="warning" showIcon role="alert" title={trouble.message}
      description={(
        <>
          {last && <p>最近一步：{last.by}于 {momentText(last.at)} 办理“{last.label}”，现在是“{found.stateLabel}”。</p>}
          <p>{isGone ? '这一步已经不能办了，您填的内容留在这里，可以复制。' : '页面已换成最新的，请看一遍，没有问题就再次提交。'}</p>
        </>
      )}
    />
  )
}
