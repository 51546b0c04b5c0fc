import { Button, Modal } from 'antd'
import { useFocusReturn } from '../kit/use-focus-return.ts'
import type { Subscription } from './calls.ts'

interface Asking { subscription: Subscription; close: () => void; remove: () => void }

/** Deleting cannot be taken back: the place in the log goes with it. */
export function DeleteDialog({ subscription: { url, description }, close, remove }: Asking) {
  useFocusReturn()
  return (
    <Modal
      open title={`删除“${description}”？`} onCancel={close}
      footer={<><Button onClick={close}>不删</Button><Button danger onClick={remove}>删除，不再推送</Button></>}
    >
      <p>不再往 <span className="address">{url}</span> 推送，还没有送到的也不再送。密钥作废；以后重新登记，从登记那一刻起推，得到的是新的密钥。</p>
    </Modal>
  )
}
