import { Input } from 'antd'
import { useState } from 'react'
import { fetchItem, findItems } from '../api/calls.ts'
import type { Described } from '../kit/labelled.tsx'
import { useLoaded } from '../kit/use-loaded.ts'

interface ItemChoiceProps { described: Described; code: string | undefined; set: (code: string | undefined) => void }

/** A matter by its name, out of a list that grows while one types; cleared, it is no condition. */
export function ItemChoice({ described, code, set }: ItemChoiceProps) {
  const [typed, setTyped] = useState<string>()
  const { answer: chosen } = useLoaded(`item ${code ?? ''}`, async () => (code === undefined ? undefined : fetchItem(code)))
  const words = typed ?? ''
  const { answer: found = [] } = useLoaded(`items ${words}`, () => (words.trim() === '' ? Promise.resolve([]) : findItems(words)))
  const list = `${described.id}-list`
  const write = (text: string) => {
    const fit = found.find((item) => text === optionText(item))
    setTyped(fit ? undefined : text)
    if (fit) set(fit.code)
    else if (code !== undefined) set(undefined)
  }
  return (
    <>
      <Input
        {...described} list={list} allowClear maxLength={100} placeholder="打几个字，从列出的里面选"
        value={typed ?? (chosen ? optionText(chosen) : '')} onChange={(event) => write(event.target.value)}
      />
      <datalist id={list}>{found.map((item) => <option key={item.code} value={optionText(item)} />)}</datalist>
    </>
  )
}

/** Two departments may have a matter of the same name. */
function optionText({ name, code }: { name: string; code: string }): string {
  return `${name}　${code}`
}
