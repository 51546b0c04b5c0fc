/**
 * 常办: what people come for most, first on the home page. A default of ours until the platform has counted for itself;
 * codes that are not in force are passed over.
 */
export const POPULAR_CODES: readonly string[] = [
  'SL4401142000012', 'SL4401140700002', 'SL4401140100001', 'SL4401140700011',
  'SL4401140500014', 'SL4401142000013', 'SL4401141000010', 'SL4401140100003',
]
