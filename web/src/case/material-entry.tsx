import { useEffect, useRef } from 'react'
import type { MaterialState } from '../api/types.ts'
import { MaterialChecks } from './material-checks.tsx'
import { MaterialFiles } from './material-files.tsx'
import { verdictOf, type Verdict } from './ticks.ts'
import type { Checking } from './use-checking.ts'
import { givenWord, NEED_WORDS } from './words.ts'

interface MaterialEntryProps { index: number; material: MaterialState; checking: Checking }

/** A material of the list: one line, or everything about it while one looks at it. */
export function MaterialEntry({ index, material, checking }: MaterialEntryProps) {
  const { stops, stop, goTo, isOpen, ticks } = checking
  const isChosen = stop?.materialId === material.id
  const choose = () => goTo(stops.find(({ materialId }) => materialId === material.id))
  const button = useRef<HTMLButtonElement>(null)
  const wasChosen = useRef(isChosen)
  useEffect(() => {
    if (isChosen && !wasChosen.current) button.current?.scrollIntoView({ block: 'nearest' })
    wasChosen.current = isChosen
  }, [isChosen])
  return (
    <li className={isChosen ? 'material chosen' : 'material'}>
      <h3>
        <button ref={button} type="button" aria-expanded={isChosen} onClick={choose}>
          <span className="material-name">{index}. {material.name}</span>
          {isOpen && <VerdictMark verdict={verdictOf(ticks, material)} />}
          <span className="material-state">
            {NEED_WORDS[material.need]} · {givenWord(material)}{material.problems.length > 0 && ' · 上次告知过补正'}
          </span>
        </button>
      </h3>
      {isChosen && (
        <div className="material-body">
          {material.serves && material.serves.length > 0 && <p className="faded">用于：{material.serves.join('、')}</p>}
          {material.guidance && <p className="faded">{material.guidance}</p>}
          {material.problems.length > 0 && <EarlierProblems problems={material.problems} />}
          <MaterialChecks material={material} checking={checking} />
          <MaterialFiles material={material} checking={checking} />
        </div>
      )}
    </li>
  )
}

const VERDICTS: Readonly<Record<Exclude<Verdict, 'nothing'>, readonly [shape: string, word: string]>> = {
  unseen: ['○', '未核对'], right: ['✓', '符合'], wrong: ['▲', '有问题'],
}

function VerdictMark({ verdict }: { verdict: Verdict }) {
  if (verdict === 'nothing') return null
  const [shape, word] = VERDICTS[verdict]
  return <span className={`verdict verdict-${verdict}`}><span aria-hidden="true">{shape}</span> {word}</span>
}

function EarlierProblems({ problems }: { problems: readonly string[] }) {
  return (
    <div className="earlier">
      <p><strong>上次告知补正：</strong></p>
      <ul>{problems.map((problem) => <li key={problem}>{problem}</li>)}</ul>
    </div>
  )
}
