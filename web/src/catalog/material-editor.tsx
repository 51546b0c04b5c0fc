import { Button } from 'antd'
import { LabelledField } from '../kit/labelled.tsx'
import type { Fields, Problem } from './calls.ts'
import { Fold } from './fold.tsx'
import { freeId, moved, replaced, without, type Material } from './item-shape.ts'
import { faultWords, withValue } from './item-values.ts'
import { BLANK_MATERIAL, MATERIAL } from './layout.ts'
import { ValueControl } from './value-control.tsx'

interface MaterialEditorProps { materials: readonly Material[]; problems: readonly Problem[]; change: (materials: Material[]) => void }

/** The materials one by one; under which answers they are asked for is ticked in the decision table. */
export function MaterialEditor({ materials, problems, change }: MaterialEditorProps) {
  // Safe: a blank material has every field a material must have; what may be empty in a draft is told before publishing.
  const add = () => change([...materials, { ...BLANK_MATERIAL, id: freeId('m', materials.map(({ id }) => id)) } as Material])
  return (
    <section className="card" aria-label="材料">
      <h2>材料（{materials.length}）</h2>
      <p className="faded">什么情形下要交，到“情形”里勾选。受理标准一行一条，窗口逐条核对，一次性告知补正的话也从这里来。</p>
      <ol className="part-cards">
        {materials.map((material, at) => (
          <li key={material.id}>
            <Fold isNew={material.name === ''} summary={<MaterialSummary material={material} faults={faultsAt(problems, at).length} />}>
              <div className="acts">
                <Button size="small" disabled={at === 0} onClick={() => change(moved(materials, at, -1))} aria-label={`材料 ${at + 1} 上移`}>上移</Button>
                <Button size="small" disabled={at === materials.length - 1} onClick={() => change(moved(materials, at, 1))} aria-label={`材料 ${at + 1} 下移`}>下移</Button>
                <Button size="small" danger onClick={() => change(without(materials, at))} aria-label={`材料 ${at + 1} 删去`}>删去</Button>
              </div>
              <div className="item-fields">
                {MATERIAL.map((entry) => (
                  <LabelledField
                    key={entry.path} title={entry.title} isRequired={entry.isRequired} help={entry.help}
                    fault={faultWords(problems.find(({ path }) => path === `materials.${at}.${entry.path}`))}
                  >
                    {(described) => (
                      <ValueControl
                        entry={entry} value={Object.entries(material).find(([name]) => name === entry.path)?.[1]} organisations={[]} described={described}
                        // Safe: the control is that of the entry and gives a value of its kind; the server checks it again.
                        change={(value) => change(replaced(materials, at, withValue({ ...material } satisfies Fields, entry.path, value) as Material))}
                      />
                    )}
                  </LabelledField>
                ))}
              </div>
            </Fold>
          </li>
        ))}
      </ol>
      <Button onClick={add}>增加一份材料</Button>
    </section>
  )
}

function MaterialSummary({ material: { name, need, source, when }, faults }: { material: Material; faults: number }) {
  return (
    <>
      <strong>{name || '（没有名称）'}</strong>{' '}
      <span className="faded">{wordOf('need', need)}，{wordOf('source', source)}{when ? '，看情形' : ''}</span>
      {faults > 0 && <span className="late"> ▲ 要改 {faults} 处</span>}
    </>
  )
}

function faultsAt(problems: readonly Problem[], at: number): Problem[] {
  return problems.filter(({ path }) => path.startsWith(`materials.${at}.`))
}

function wordOf(path: string, value: string): string {
  const kind = MATERIAL.find((entry) => entry.path === path)?.kind
  return typeof kind === 'object' && 'one' in kind ? kind.one[value] ?? value : value
}
