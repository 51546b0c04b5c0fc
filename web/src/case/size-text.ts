const KILO = 1024

/** 836 KB, 2.4 MB: as people compare files. */
export function sizeText(bytes: number): string {
  if (bytes < KILO) return `${bytes} 字节`
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} KB`
  return `${(bytes / KILO / KILO).toFixed(1)} MB`
}
