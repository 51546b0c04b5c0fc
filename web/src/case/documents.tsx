import { Button } from 'antd'
import { documentAddress } from '../api/calls.ts'
import type { DocumentView } from '../api/types.ts'
import { momentText } from '../kit/days.ts'
import { printDocument } from './document-window.ts'
import { documentWord } from './words.ts'

export function Documents({ documents }: { documents: readonly DocumentView[] }) {
  return (
    <section className="card documents" aria-labelledby="documents-title">
      <h2 id="documents-title">文书</h2>
      {documents.length === 0 && <p className="faded">还没有文书。受理、补正、决定时自动生成，会出现在这里。</p>}
      <ul>
        {[...documents].reverse().map(({ id, kind, number, issuedAt }) => (
          <li key={id}>
            <a href={documentAddress(id)} target="_blank" rel="noopener">{documentWord(kind)}</a>
            <span className="faded"> {number} · {momentText(issuedAt)}</span>
            <Button size="small" onClick={() => printDocument(documentAddress(id))} aria-label={`打印${documentWord(kind)}`}>打印</Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
