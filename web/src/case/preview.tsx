import { Button } from 'antd'
import { fileAddress } from '../api/calls.ts'
import type { FileFacts, MaterialState } from '../api/types.ts'
import { documentWindow } from './document-window.ts'
import { FileView } from './file-view.tsx'
import { sizeText } from './size-text.ts'
import { stopAfter } from './stops.ts'
import type { Checking } from './use-checking.ts'
import type { Viewer } from './use-viewing.ts'
import { givenWord } from './words.ts'

interface PreviewProps { caseId: string; checking: Checking; materials: readonly MaterialState[]; viewer: Viewer }

/** The file one looks at, beside what the applicant said. */
export function Preview({ caseId, checking: { stops, stop, goTo }, materials, viewer }: PreviewProps) {
  const { viewing, widen } = viewer
  const material = materials.find(({ id }) => id === stop?.materialId)
  const file = stop?.file
  return (
    <section className="card preview" aria-labelledby="preview-title">
      <div className="section-head">
        <h2 id="preview-title">{material?.name ?? '预览'}</h2>
        <div className="preview-acts">
          <Button size="small" onClick={() => goTo(stopAfter(stops, stop, -1))}>上一份 <kbd>[</kbd></Button>
          <Button size="small" onClick={() => goTo(stopAfter(stops, stop, 1))}>下一份 <kbd>]</kbd></Button>
          {file && <ViewActs file={file} viewer={viewer} />}
          <Button size="small" aria-pressed={viewing.isWide} onClick={widen}>{viewing.isWide ? '收窄' : '放宽'} <kbd>w</kbd></Button>
          {file && <Button size="small" onClick={() => documentWindow(fileAddress(caseId, file.fileId))}>新窗口 <kbd>v</kbd></Button>}
        </div>
      </div>
      {file && <p className="faded">{file.name} · {sizeText(file.size)}{stop.isReplaced && ' · 旧件'}</p>}
      {file
        ? <FileView address={fileAddress(caseId, file.fileId)} file={file} zoom={viewing.zoom} turns={viewing.turns[file.fileId] ?? 0} />
        : <p className="preview-none">{material ? givenWord(material) : '没有可以预览的材料'}</p>}
    </section>
  )
}

/** The browser's own viewer turns a PDF; ours turns pictures. */
function ViewActs({ file: { mediaType }, viewer: { viewing: { zoom }, larger, smaller, fit, turn } }: { file: FileFacts; viewer: Viewer }) {
  const isImage = mediaType.startsWith('image/')
  if (!isImage && mediaType !== 'application/pdf') return null
  return (
    <>
      <Button size="small" onClick={smaller} aria-label={`缩小，现在 ${zoom}%`}><kbd>-</kbd></Button>
      <Button size="small" onClick={larger} aria-label={`放大，现在 ${zoom}%`}><kbd>+</kbd></Button>
      <Button size="small" onClick={fit}>适合宽度 <kbd>0</kbd></Button>
      {isImage && <Button size="small" onClick={turn}>转 90° <kbd>z</kbd></Button>}
    </>
  )
}
