import type { DocumentFacts, DocumentKind } from './facts.ts'
import type { Block, DocumentLayout } from './layout.ts'
import { dayInCharacters, dayInFigures } from './official-day.ts'
import { acceptance } from './templates/acceptance.ts'
import { approval } from './templates/approval.ts'
import { certificate } from './templates/certificate.ts'
import { correction } from './templates/correction.ts'
import { deliveryReceipt } from './templates/delivery-receipt.ts'
import { denial } from './templates/denial.ts'
import { extension } from './templates/extension.ts'
import { handOver } from './templates/hand-over.ts'
import { nonAcceptance } from './templates/non-acceptance.ts'
import { receipt } from './templates/receipt.ts'
import { specialProcedure } from './templates/special-procedure.ts'
import type { Body, Template } from './templates/template.ts'
import { termination } from './templates/termination.ts'
import { withdrawal } from './templates/withdrawal.ts'
import { titleOf } from './titles.ts'

const TEMPLATES: { readonly [Kind in DocumentKind]: Template<Kind> } = {
  receipt, acceptance, correction, 'non-acceptance': nonAcceptance, 'special-procedure': specialProcedure, extension, approval, denial,
  certificate, 'delivery-receipt': deliveryReceipt, withdrawal, termination, 'hand-over': handOver,
}

/** The document as content: the same words that the PDF prints, for HTML and for readers that speak. Pure. */
export function renderText(facts: DocumentFacts): DocumentLayout {
  const body = bodyOf(facts)
  const { ownerName, receivingName, applicantName } = facts.case
  const organ = body.signedBy === 'owner' ? ownerName : receivingName
  return {
    issuer: organ,
    number: facts.number,
    title: body.certificateName ?? titleOf(facts.kind, facts),
    ...(body.addressed ? { addressee: `${applicantName}：` } : {}),
    blocks: body.blocks,
    ...(body.closing === undefined ? {} : { closing: body.closing }),
    signature: {
      organ,
      date: body.certificateName === undefined ? dayInFigures(facts.issuedOn) : dayInCharacters(facts.issuedOn),
      sealPlace: '（盖章处）',
    },
    notes: body.notes ?? [],
    caseNumber: facts.case.number,
    ...(body.certificateName === undefined ? {} : { watermark: '示例样张' }),
  }
}

/** Every word of the document, one paragraph or table row to a line. */
export function plainText(layout: DocumentLayout): string {
  const { issuer, title, number, addressee = '', closing = '', signature, notes } = layout
  const lines = [
    issuer, title, number, addressee, ...layout.blocks.flatMap(blockLines), closing,
    signature.organ, signature.sealPlace, signature.date, ...notes,
  ]
  return lines.filter((line) => line !== '').join('\n')
}

function bodyOf(facts: DocumentFacts): Body {
  // Safe: the table holds for each kind the template of that kind, and facts carry their kind.
  const template = TEMPLATES[facts.kind] as (facts: DocumentFacts) => Body
  return template(facts)
}

function blockLines(block: Block): string[] {
  if (block.kind === 'fields') return block.fields.map(({ label, value }) => `${label}：${value}`)
  if (block.kind !== 'table') return [block.text]
  return [block.caption ?? '', block.columns.map(({ title }) => title).join('　'), ...block.rows.map((row) => row.join('　'))]
}
