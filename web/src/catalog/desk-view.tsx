import { useState, type ReactNode } from 'react'
import { jointOf } from '../joint/joint-shape.ts'
import { JointViews } from '../joint/joint-views.tsx'
import type { Organisation, Problem, View } from './calls.ts'
import { DecisionTable } from './decision-table.tsx'
import { Difference } from './difference.tsx'
import { FormEditor } from './form-editor.tsx'
import { History } from './history.tsx'
import { ItemForm } from './item-form.tsx'
import { partsOf, type Parts } from './item-shape.ts'
import { LimitList } from './limit-list.tsx'
import { MaterialEditor } from './material-editor.tsx'
import { Preview } from './preview.tsx'
import { QuestionList } from './question-list.tsx'
import type { useDraft } from './use-draft.ts'

export type DeskViewName = 'write' | 'lanes' | 'table' | 'materials' | 'form' | 'difference' | 'preview' | 'history'
export const VIEWS: readonly (readonly [DeskViewName, string])[] = [
  ['write', '基本内容'], ['table', '情形'], ['materials', '材料'], ['form', '表单'], ['difference', '与上一版比'], ['preview', '预览'], ['history', '各版和经过'],
]
/** The same for a 一件事, which has lanes besides, and merged parts. */
export const JOINT_VIEWS: typeof VIEWS = [
  ['lanes', '事项与次序'], ['form', '合并的表单'], ['materials', '合并的材料'], ['table', '问题与情形'], ['write', '基本内容'], ['difference', '与上一版比'], ['preview', '预览'],
  ['history', '各版和经过'],
]

interface DeskViewProps { view: DeskViewName; work: ReturnType<typeof useDraft>; problems: readonly Problem[]; organisations: readonly Organisation[] }

/** What one works on. Editors that are not looked at stay as they are: half-typed words are not lost by looking elsewhere. */
export function DeskView({ view, work, problems, organisations }: DeskViewProps) {
  const { item, turn, saved, setItem } = work
  const parts = partsOf(item)
  const joint = jointOf(item)
  const change = ({ situations, materials, form, limitsByAnswer }: Parts) => setItem((now) => ({ ...now, situations, materials, form, limitsByAnswer }))
  return (
    <>
      {joint && (view === 'lanes' || view === 'table' || view === 'materials' || view === 'form') && (
        <JointViews item={item} joint={joint} view={view} organisations={organisations} setItem={setItem} put={work.put} />
      )}
      <div key={turn}>
        <div hidden={view !== 'write'}>
          <ItemForm item={item} problems={problems} organisations={organisations} change={setItem} />
        </div>
        <Beside isShown={view === 'table'} item={item} first="question">
          <QuestionList parts={parts} change={change} />
          <section className="card">
            <h2>决定表</h2>
            <p className="faded">勾上的回答才要这一行；一个问题下勾几个是“或”，几个问题都勾了是“而且”；整行不勾就是总要。</p>
            <DecisionTable parts={parts} change={change} />
          </section>
          <LimitList parts={parts} change={change} />
        </Beside>
        <Beside isShown={view === 'materials'} item={item} first="checklist">
          <MaterialEditor materials={parts.materials} problems={problems} change={(materials) => setItem((now) => ({ ...now, materials }))} />
        </Beside>
        <Beside isShown={view === 'form'} item={item} first="form">
          <FormEditor form={parts.form} problems={problems} change={(form) => setItem((now) => ({ ...now, form }))} />
        </Beside>
      </div>
      {view === 'difference' && <Difference code={saved.code} from={saved.baseVersion} edition={saved.edition} isChanged={work.isChanged} />}
      {view === 'preview' && <Preview item={item} />}
      {view === 'history' && <History code={saved.code} />}
    </>
  )
}

interface BesideProps { isShown: boolean; item: DeskViewProps['work']['item']; first: View; children: ReactNode }

/** The editor and, beside it, what people will see of it. */
function Beside({ isShown, item, first, children }: BesideProps) {
  // Made when it is first looked at, and kept from then on.
  const [wasShown, setShown] = useState(isShown)
  if (isShown && !wasShown) setShown(true)
  if (!isShown && !wasShown) return null
  return (
    <div hidden={!isShown}>
      <div className="beside">
        <div className="item-form">{children}</div>
        {isShown && <Preview item={item} first={first} />}
      </div>
    </div>
  )
}
