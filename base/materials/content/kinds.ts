/** The kinds of files that are taken: what they are called and how they may be announced. */
export interface Kind { mediaType: string; label: string; endings: readonly string[]; aliases: readonly string[]; opensInBrowser: boolean }

const ZIPPED = ['application/zip', 'application/x-zip-compressed']

export const KINDS = {
  pdf: { mediaType: 'application/pdf', label: 'PDF 文档', endings: ['pdf'], aliases: ['application/x-pdf'], opensInBrowser: true },
  jpeg: {
    mediaType: 'image/jpeg', label: 'JPEG 图片', endings: ['jpg', 'jpeg', 'jpe', 'jfif'], aliases: ['image/jpg', 'image/pjpeg'],
    opensInBrowser: true,
  },
  png: { mediaType: 'image/png', label: 'PNG 图片', endings: ['png'], aliases: ['image/x-png'], opensInBrowser: true },
  webp: { mediaType: 'image/webp', label: 'WebP 图片', endings: ['webp'], aliases: [], opensInBrowser: true },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', label: 'Word 文档（docx）',
    endings: ['docx'], aliases: ZIPPED, opensInBrowser: false,
  },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', label: 'Excel 表格（xlsx）',
    endings: ['xlsx'], aliases: ZIPPED, opensInBrowser: false,
  },
  ofd: {
    mediaType: 'application/ofd', label: 'OFD 版式文件', endings: ['ofd'], aliases: [...ZIPPED, 'application/x-ofd'], opensInBrowser: false,
  },
} as const satisfies Record<string, Kind>

export type KindName = keyof typeof KINDS

export const TAKEN = '可以上传 PDF、JPEG、PNG、WebP、docx、xlsx、OFD'

/** Whether browsers show it as it is. */
export function opensInBrowser(mediaType: string): boolean {
  return Object.values<Kind>(KINDS).some((kind) => kind.mediaType === mediaType && kind.opensInBrowser)
}
