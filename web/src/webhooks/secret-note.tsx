import { Alert, Button } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { askBeforeLeaving } from '../shell/router.ts'

export interface Made { description: string; secret: string }

/** Shown once: kept sealed, nobody can look it up again. */
export function SecretNote({ description, secret, close }: Made & { close: () => void }) {
  const [said, setSaid] = useState('')
  const note = useRef<HTMLElement>(null)
  const code = useRef<HTMLElement>(null)
  useEffect(() => { note.current?.focus() }, [])
  useEffect(() => askBeforeLeaving('离开这一页就再也看不到密钥，存好了吗？'), [])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(secret)
      setSaid('已复制')
    } catch {
      // Without HTTPS there is no clipboard; what is marked can be copied by hand.
      if (code.current) getSelection()?.selectAllChildren(code.current)
      setSaid('浏览器不让复制，已经选中，请按 Ctrl + C')
    }
  }
  return (
    <section ref={note} tabIndex={-1} className="card secret-note" aria-label={`${description}的签名密钥`}>
      <Alert type="warning" showIcon role="alert" title="签名密钥只出现这一次，以后再也看不到" />
      <p>“{description}”已经登记，从现在起推送。请把密钥交给对方的技术人员，对方用它核对推来的是不是本平台说的。丢了就删掉重新登记。</p>
      <p><code ref={code} className="secret">{secret}</code></p>
      <div className="acts">
        <Button type="primary" onClick={() => void copy()}>复制密钥</Button>
        <Button onClick={close}>我已经存好</Button>
        <span role="status">{said}</span>
      </div>
    </section>
  )
}
