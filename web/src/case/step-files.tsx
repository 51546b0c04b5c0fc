import { Button } from 'antd'
import { useState } from 'react'
import { ask } from '../api/request.ts'
import { troubleOf, type Trouble } from '../api/trouble.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'

interface StepFile { fileId: string; name: string }

/** Files that go with a step: each is uploaded at once, and named in the form. */
export function StepFiles({ value, set, title }: { value: unknown; set: (value: unknown) => void; title: string }) {
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const files = filesIn(value)
  const add = async (chosen: readonly File[]) => {
    setBusy(true)
    setTrouble(undefined)
    const added: StepFile[] = []
    try {
      for (const file of chosen) {
        const upload = new FormData()
        upload.append('file', file)
        added.push({ fileId: (await ask<{ fileId: string }>('POST', '/api/files', { upload })).fileId, name: file.name })
      }
    } catch (thrown) {
      setTrouble(troubleOf(thrown))
    }
    // What has arrived before one failed stays.
    if (added.length > 0) set([...files, ...added])
    setBusy(false)
  }
  return (
    <div className="step-files">
      <ul>
        {files.map(({ fileId, name }) => (
          <li key={fileId}>
            {name} <Button size="small" aria-label={`去掉 ${name}`} onClick={() => set(files.filter((file) => file.fileId !== fileId))}>去掉</Button>
          </li>
        ))}
      </ul>
      <input type="file" multiple aria-label={title} disabled={isBusy} onChange={({ target }) => { void add([...(target.files ?? [])]); target.value = '' }} />
      {isBusy && <p className="faded" role="status">正在上传……</p>}
      {trouble && <TroubleNote trouble={trouble} />}
    </div>
  )
}

export function filesIn(value: unknown): StepFile[] {
  if (!Array.isArray(value)) return []
  return value.flatMap((file: unknown) => {
    const isFile = typeof file === 'object' && file !== null && 'fileId' in file && 'name' in file
    return isFile ? [{ fileId: String(file.fileId), name: String(file.name) }] : []
  })
}
