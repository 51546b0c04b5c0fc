import { Button, Popconfirm } from 'antd'
import { useRef } from 'react'

interface Asked {
  label: string
  question: string
  /** What pressing it brings about. */
  means: string
  agree: string
  isDanger?: boolean
  isBusy: boolean
  act: () => Promise<unknown>
}

/** A button that asks before it acts. The way back is in focus, so that a second press by mistake does nothing. */
export function AskedButton({ label, question, means, agree, isDanger = false, isBusy, act }: Asked) {
  const button = useRef<HTMLButtonElement>(null)
  const comeBack = () => button.current?.focus()
  return (
    <Popconfirm
      title={question} description={means} okText={agree} cancelText="先不" okButtonProps={{ danger: isDanger }} cancelButtonProps={{ autoFocus: true }}
      onCancel={comeBack} onConfirm={() => { comeBack(); void act() }} destroyOnHidden
    >
      <Button ref={button} danger={isDanger} loading={isBusy}>{label}</Button>
    </Popconfirm>
  )
}
