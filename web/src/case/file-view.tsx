import { useState } from 'react'
import type { FileFacts } from '../api/types.ts'
import { FIT_WIDTH, turnedBox, type Size } from './viewing.ts'

interface FileViewProps { address: string; file: FileFacts; zoom: number; turns: number }

/** A picture in our own viewer, a PDF in the browser's. */
export function FileView({ address, file, zoom, turns }: FileViewProps) {
  if (file.mediaType.startsWith('image/')) return <Picture key={address} address={address} file={file} zoom={zoom} turns={turns} />
  // The browser's viewer reads the zoom when it opens, so that another zoom is another frame.
  const view = zoom === FIT_WIDTH ? 'view=FitH' : `zoom=${zoom}`
  if (file.mediaType === 'application/pdf')
    return <iframe key={`${address} ${view}`} className="preview-box" src={`${address}#${view}`} title={`材料文件：${file.name}`} />
  return <p className="preview-none">这种文件不能在页面里看，请按 <kbd>v</kbd> 下载后打开。</p>
}

function Picture({ address, file, zoom, turns }: FileViewProps) {
  const [size, setSize] = useState<Size>({ width: 1, height: 1 })
  const { ratio, pictureWidth } = turnedBox(size, turns)
  return (
    <div className="preview-box" tabIndex={0} role="group" aria-label={`图片 ${file.name}，可以用方向键移动`}>
      <div className="turned" style={{ width: `${zoom}%`, aspectRatio: ratio }}>
        <img
          src={address} alt={`材料图片：${file.name}`} style={{ width: `${pictureWidth * 100}%`, transform: `translate(-50%, -50%) rotate(${turns * 90}deg)` }}
          onLoad={({ currentTarget }) => setSize({ width: currentTarget.naturalWidth || 1, height: currentTarget.naturalHeight || 1 })}
        />
      </div>
    </div>
  )
}
