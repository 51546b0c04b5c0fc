import { Button, Input } from 'antd'
import { PROBLEMS_MAX, type CorrectionEntry } from './correction-draft.ts'

interface CorrectionMaterialProps { entry: CorrectionEntry; set: (entry: CorrectionEntry) => void; remove: () => void }

const PROBLEM_LENGTH_MAX = 500

/** One material of the notice: its problems, a line each. */
export function CorrectionMaterial({ entry, set, remove }: CorrectionMaterialProps) {
  const { name, problems } = entry
  const write = (index: number, text: string) => set({ ...entry, problems: Object.assign([...problems], { [index]: text }) })
  const drop = (index: number) => set({ ...entry, problems: problems.filter((_problem, other) => other !== index) })
  return (
    <fieldset className="correction-material">
      <legend>{name}</legend>
      {problems.map((problem, index) => (
        // Safe as a key: lines have no other identity than their place.
        <div key={index} className="correction-line">
          <Input.TextArea
            aria-label={`${name}第 ${index + 1} 个问题`} autoSize={{ minRows: 1, maxRows: 6 }} maxLength={PROBLEM_LENGTH_MAX}
            value={problem} onChange={(event) => write(index, event.target.value)}
          />
          <Button size="small" aria-label={`去掉${name}第 ${index + 1} 个问题`} onClick={() => drop(index)}>✕</Button>
        </div>
      ))}
      <div className="check-acts">
        {problems.length < PROBLEMS_MAX && <Button size="small" onClick={() => set({ ...entry, problems: [...problems, ''] })}>加一条</Button>}
        <Button size="small" type="text" onClick={remove}>这份不用补正</Button>
      </div>
    </fieldset>
  )
}
