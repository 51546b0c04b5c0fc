import { Button } from 'antd'
import { momentText } from '../kit/days.ts'
import { titleOf } from './layout.ts'
import { mergedOf } from './merge.ts'
import type { Clash } from './use-draft.ts'

/** Somebody else has saved meanwhile: what each has changed, and how to go on without losing either. */
export function ClashCard({ clash, join }: { clash: Clash; join: (whose: 'mine' | 'theirs') => void }) {
  const { draft, base, mine } = clash
  const merged = mergedOf(base, draft.item, mine)
  const names = (paths: readonly string[]) => [...new Set(paths.map(titleOf))].join('、')
  const who = draft.changedBy ?? '别人'
  return (
    <section className="card hurdles" role="alert" aria-label="别人也改了">
      <h2>{draft.edition === 0 ? '这份草稿已经被发布或放弃了' : `${who}刚才保存过这份草稿`}</h2>
      {draft.changedAt !== null && <p className="faded">{momentText(draft.changedAt)}，第 {draft.edition} 次保存。您写的都还在，选一种办法接着写：</p>}
      <ul className="changes">
        {merged.theirs.length > 0 && <li>只有{draft.edition === 0 ? '对方' : who}改的：{names(merged.theirs)}。会保留</li>}
        {merged.mine.length > 0 && <li>只有您改的：{names(merged.mine)}。会保留</li>}
        {merged.both.length > 0 && <li><strong>两人都改了：{names(merged.both)}。</strong>请选用谁的</li>}
        {merged.theirs.length + merged.mine.length + merged.both.length === 0 && <li>两人写的一样。</li>}
      </ul>
      <div className="acts">
        <Button type="primary" onClick={() => join('mine')}>{merged.both.length > 0 ? '合在一起，都改了的用我的' : '合在一起接着写'}</Button>
        {merged.both.length > 0 && <Button onClick={() => join('theirs')}>合在一起，都改了的用对方的</Button>}
      </div>
      <p className="faded">合好以后先看一遍，再保存；不满意可以“撤销一步”。</p>
    </section>
  )
}
