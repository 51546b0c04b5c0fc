import { LabelledField, LabelledGroup } from '../kit/labelled.tsx'
import type { Fields, Organisation, Problem } from './calls.ts'
import { faultWords, valueAt, withValue } from './item-values.ts'
import { GROUPS, LISTS, type Entry } from './layout.ts'
import { ListTable } from './list-table.tsx'
import { ValueControl } from './value-control.tsx'

interface ItemFormProps {
  item: Fields; problems: readonly Problem[]; organisations: readonly Organisation[]; change: (change: (item: Fields) => Fields) => void
}

/** All fields of an item: the single ones in groups, then its lists. */
export function ItemForm({ item, problems, organisations, change }: ItemFormProps) {
  const control = (entry: Entry) => {
    const fault = problems.find(({ path }) => path === entry.path)
    const Labelled = typeof entry.kind === 'object' && 'some' in entry.kind ? LabelledGroup : LabelledField
    return (
      <Labelled key={entry.path} title={entry.title} isRequired={entry.isRequired} help={entry.help} fault={faultWords(fault)}>
        {(described) => (
          <ValueControl
            entry={entry}
            value={valueAt(item, entry.path)}
            organisations={organisations}
            described={described}
            change={(value) => change((now) => withValue(now, entry.path, value))}
          />
        )}
      </Labelled>
    )
  }
  return (
    <div className="item-form">
      {GROUPS.map(({ title, entries }) => (
        <section key={title} className="card" aria-label={title}>
          <h2>{title}</h2>
          <div className="item-fields">{entries.map(control)}</div>
        </section>
      ))}
      {LISTS.map((list) => <ListTable key={list.path} list={list} item={item} organisations={organisations} change={change} />)}
    </div>
  )
}
