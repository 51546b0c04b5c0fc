import { drawMark, type Pdf } from './drawing.ts'
import type { PlacedRow } from './pagination.ts'
import { PAGE } from './page.ts'
import type { Mark, QrMark, Row, TextMark } from './rows.ts'

interface Tagged {
  block: number
  element: PDFKit.PDFStructureElement
  tableRow: { number: number; element: PDFKit.PDFStructureElement; cells: Map<number, PDFKit.PDFStructureElement> } | undefined
}

/** Draws rows so that readers that speak find headings, paragraphs and tables (tagged PDF), across page breaks. */
export interface Tagger { draw: (placed: PlacedRow) => void; end: () => void }

export function createTagger(pdf: Pdf): Tagger {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  let open: Tagged | undefined
  const openFor = (row: Row): Tagged => {
    if (open?.block !== row.block) open = { block: row.block, element: childOf(pdf, root, row.role), tableRow: undefined }
    return open
  }
  return {
    draw: ({ row, y, isRepeated }) => {
      const top = PAGE.top + y
      if (isRepeated || row.role === 'Artifact') return drawArtifacts(pdf, row.marks, top)
      drawArtifacts(pdf, row.marks.filter(({ kind }) => kind === 'rule' || kind === 'circle'), top)
      for (const qr of row.marks.filter((mark) => mark.kind === 'qr')) drawFigure(pdf, root, { qr, top })
      const texts = row.marks.filter((mark) => mark.kind === 'text')
      if (row.table) return drawCells(pdf, openFor(row), { texts, row, top })
      // Texts side by side, as beside the seal, are paragraphs of their own; lines below each other are one.
      for (const mark of texts) (texts.length > 1 ? childOf(pdf, root, row.role) : openFor(row).element).add(() => drawMark(pdf, mark, top))
    },
    end: () => void root.end(),
  }
}

/** Decoration, which readers skip. */
export function drawArtifacts(pdf: Pdf, marks: readonly Mark[], top: number): void {
  if (marks.length === 0) return
  pdf.markContent('Artifact', { type: 'Layout' })
  marks.forEach((mark) => drawMark(pdf, mark, top))
  pdf.endMarkedContent()
}

function drawFigure(pdf: Pdf, root: PDFKit.PDFStructureElement, { qr, top }: { qr: QrMark; top: number }): void {
  const figure = pdf.struct('Figure', { alt: qr.alternative })
  root.add(figure)
  figure.add(() => drawMark(pdf, qr, top))
}

function drawCells(pdf: Pdf, tagged: Tagged, { texts, row, top }: { texts: readonly TextMark[]; row: Row; top: number }): void {
  const number = row.table?.tableRow ?? 0
  if (tagged.tableRow?.number !== number) tagged.tableRow = { number, element: childOf(pdf, tagged.element, 'TR'), cells: new Map() }
  const { cells, element } = tagged.tableRow
  for (const mark of texts) {
    const column = mark.cell ?? 0
    const cell = cells.get(column) ?? childOf(pdf, element, number === 0 && isHead(texts) ? 'TH' : 'TD')
    cells.set(column, cell)
    cell.add(() => drawMark(pdf, mark, top))
  }
}

function isHead(texts: readonly TextMark[]): boolean {
  return texts.every(({ weight }) => weight === 'bold')
}

function childOf(pdf: Pdf, parent: PDFKit.PDFStructureElement, type: string): PDFKit.PDFStructureElement {
  const child = pdf.struct(type)
  parent.add(child)
  return child
}
