import { Button } from 'antd'
import { useEffect, useRef } from 'react'
import { documentAddress } from '../api/calls.ts'
import { printDocument } from './document-window.ts'
import type { NextCase } from './use-next-case.ts'
import type { Done } from './use-taking.ts'
import { documentWord } from './words.ts'

/** Says what has been done and offers what comes next; it stays until one moves on. */
export function DoneNote({ done, next }: { done: Done; next: NextCase }) {
  const { label, stateLabel, documentId, documentKind, version } = done
  const onward = useRef<HTMLButtonElement>(null)
  useEffect(() => onward.current?.focus(), [version])
  return (
    <div className="done-note" role="status">
      <p><span aria-hidden="true">✓ </span><strong>已办：{label}</strong>，现在是“{stateLabel}”。{next.note && <span> {next.note}。</span>}</p>
      <div className="done-acts">
        {documentId !== null && (
          <a href={documentAddress(documentId)} target="_blank" rel="noopener">打开{documentWord(documentKind ?? '')}</a>
        )}
        {documentId !== null && <Button size="small" onClick={() => printDocument(documentAddress(documentId))}>打印</Button>}
        <Button ref={onward} type="primary" onClick={() => void next.open()}>下一件 <kbd>n</kbd></Button>
      </div>
    </div>
  )
}
