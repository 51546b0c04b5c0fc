import { Button } from 'antd'
import { useState } from 'react'
import { fileAddress } from '../api/calls.ts'
import type { FileFacts, MaterialState } from '../api/types.ts'
import { useKeys } from '../kit/use-keys.ts'
import { documentWindow } from './document-window.ts'
import { sizeText } from './size-text.ts'
import { stopAfter } from './stops.ts'
import type { Checking } from './use-checking.ts'
import { givenWord } from './words.ts'

const ZOOMS = [25, 50, 75, 100, 150, 200, 300, 400]

interface PreviewProps { caseId: string; checking: Checking; materials: readonly MaterialState[] }

/** The file one looks at. */
export function Preview({ caseId, checking: { stops, stop, goTo }, materials }: PreviewProps) {
  const [zoom, setZoom] = useState(100)
  const change = (by: number) => setZoom((now) => ZOOMS[Math.min(ZOOMS.length - 1, Math.max(0, ZOOMS.indexOf(now) + by))] ?? 100)
  useKeys({ '+': () => change(1), '-': () => change(-1), 0: () => setZoom(100) })
  const material = materials.find(({ id }) => id === stop?.materialId)
  const file = stop?.file
  const isImage = file?.mediaType.startsWith('image/') === true
  return (
    <section className="card preview" aria-labelledby="preview-title">
      <div className="section-head">
        <h2 id="preview-title">{material?.name ?? '预览'}</h2>
        <div className="preview-acts">
          <Button size="small" onClick={() => goTo(stopAfter(stops, stop, -1))}>上一份 <kbd>[</kbd></Button>
          <Button size="small" onClick={() => goTo(stopAfter(stops, stop, 1))}>下一份 <kbd>]</kbd></Button>
          {isImage && <Button size="small" onClick={() => change(-1)} aria-label="缩小"><kbd>-</kbd></Button>}
          {isImage && <Button size="small" onClick={() => change(1)} aria-label={`放大，现在 ${zoom}%`}><kbd>+</kbd></Button>}
          {file && <Button size="small" onClick={() => documentWindow(fileAddress(caseId, file.fileId))}>新窗口 <kbd>v</kbd></Button>}
        </div>
      </div>
      {file && <p className="faded">{file.name} · {sizeText(file.size)}{stop.isReplaced && ' · 旧件'}</p>}
      {file
        ? <FileView address={fileAddress(caseId, file.fileId)} file={file} zoom={zoom} />
        : <p className="preview-none">{material ? givenWord(material) : '没有可以预览的材料'}</p>}
    </section>
  )
}

function FileView({ address, file, zoom }: { address: string; file: FileFacts; zoom: number }) {
  if (file.mediaType.startsWith('image/')) {
    return (
      <div className="preview-box" tabIndex={0} role="group" aria-label={`图片 ${file.name}，可以用方向键移动`}>
        <img src={address} alt={`材料图片：${file.name}`} style={{ width: `${zoom}%` }} />
      </div>
    )
  }
  if (file.mediaType === 'application/pdf') return <iframe className="preview-box" src={address} title={`材料文件：${file.name}`} />
  return <p className="preview-none">这种文件不能在页面里看，请按 <kbd>v</kbd> 下载后打开。</p>
}
