import { useId, type ReactNode } from 'react'

export interface Described { id: string; 'aria-invalid'?: true; 'aria-describedby'?: string; 'aria-required'?: true }
interface Labelled {
  title: string
  isRequired?: boolean
  help?: string | undefined
  fault?: string | undefined
  /** The control, given what ties it to its label, help and fault. */
  children: (described: Described) => ReactNode
}

/** A control with its label above, and what is wrong with it below in the words of the server. */
export function LabelledField({ title, isRequired = false, help, fault, children }: Labelled) {
  const id = useId()
  const described = [help && `${id}-help`, fault && `${id}-fault`].filter(Boolean).join(' ')
  return (
    <div className={fault ? 'field field-faulty' : 'field'}>
      <label htmlFor={id}>{title}{!isRequired && <span className="field-optional">（选填）</span>}</label>
      {help && <p id={`${id}-help`} className="field-help">{help}</p>}
      {children({
        id, ...(fault && { 'aria-invalid': true }), ...(isRequired && { 'aria-required': true }),
        ...(described && { 'aria-describedby': described }),
      })}
      {fault && <p id={`${id}-fault`} className="field-fault"><span aria-hidden="true">▲ </span>{fault}</p>}
    </div>
  )
}

/** The same for controls made of several, such as a choice: the title names the group. */
export function LabelledGroup({ title, isRequired = false, help, fault, children }: Labelled) {
  const id = useId()
  return (
    <fieldset className={fault ? 'field field-faulty' : 'field'}>
      <legend>{title}{!isRequired && <span className="field-optional">（选填）</span>}</legend>
      {help && <p className="field-help">{help}</p>}
      {children({ id })}
      {fault && <p className="field-fault" role="alert"><span aria-hidden="true">▲ </span>{fault}</p>}
    </fieldset>
  )
}
