import type { FactsOf } from '../facts.ts'
import { dayInCharacters } from '../official-day.ts'
import { field } from '../wording.ts'
import type { Body } from './template.ts'

/** 证照样张: what the certificate will say. The real one is printed on the issuing system's own form, hence the watermark. */
export function certificate({ data, case: found }: FactsOf<'certificate'>): Body {
  const lines = data.scope.filter((line) => typeof line === 'string')
  const fields = [
    field('证书编号', data.certificateNumber),
    field('持证人', data.holder),
    field('持证人代码', data.holderCode),
    ...data.scope.filter((line) => typeof line !== 'string'),
    field('许可内容', lines.length > 0 ? lines.join('\n') : undefined),
    field('有效期', validity(data)),
    field('对应事项', found.itemName),
    field('办件编号', found.number),
  ]
  return {
    addressed: false,
    blocks: [{ kind: 'fields', fields: fields.filter((given) => given !== undefined) }],
    signedBy: 'owner',
    certificateName: data.certificateName ?? '证照样张',
    notes: ['本页为示例样张，用于核对证照内容，不能代替正式证照。'],
  }
}

function validity({ validFrom, validTo }: FactsOf<'certificate'>['data']): string | undefined {
  const from = validFrom === undefined ? '' : `自${dayInCharacters(validFrom)}`
  if (validTo !== undefined) return `${from}至${dayInCharacters(validTo)}`
  return validFrom === undefined ? undefined : `${from}起，长期有效`
}
