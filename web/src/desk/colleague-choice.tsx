import { Radio } from 'antd'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useMe } from '../shell/session.tsx'
import { useColleagues } from './use-colleagues.ts'

/** 我 first, then the colleagues with how many open cases each has. */
export function ColleagueChoice({ value, set, name, without }: {
  value: string | undefined; set: (id: string) => void; name: string; without?: string | undefined
}) {
  const me = useMe()
  const { answer, trouble, reload } = useColleagues()
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  const sorted = [...answer ?? []].filter(({ id }) => id !== without).sort((one, other) => Number(other.id === me.id) - Number(one.id === me.id))
  return (
    <Radio.Group
      className="colleagues" name={name} value={value} onChange={(event) => set(String(event.target.value))}
      options={sorted.map(({ id, name: colleague, openCases }) => ({ value: id, label: `${id === me.id ? `我（${colleague}）` : colleague}，名下 ${openCases} 件` }))}
    />
  )
}
