import { Modal, Switch } from 'antd'
import { useState } from 'react'
import { useFocusReturn } from '../kit/use-focus-return.ts'
import { areShortcutsOn, setShortcutsOn } from '../kit/use-keys.ts'
import { KEY_GROUPS } from './keys.ts'

export function KeysHelp({ close }: { close: () => void }) {
  useFocusReturn()
  const [isOn, setOn] = useState(areShortcutsOn)
  const turn = (wanted: boolean) => { setShortcutsOn(wanted); setOn(wanted) }
  return (
    <Modal open title="快捷键" footer={null} onCancel={close} width={640}>
      <p className="keys-switch">
        <Switch checked={isOn} onChange={turn} aria-label="单个字母的快捷键" />
        单个字母的快捷键{isOn ? '已打开' : '已关闭'}；用语音输入时可以关掉
      </p>
      <div className="keys-help">
        {KEY_GROUPS.map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>{keys.map(([key, meaning]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{meaning}</dd></div>)}</dl>
          </section>
        ))}
      </div>
    </Modal>
  )
}
