import pg from 'pg'

const { builtins } = pg.types
/** Type numbers of arrays, which pg does not name. */
const ARRAY_OF_INT8 = 1016
const ARRAY_OF_DATE = 1182
const ARRAY_OF_NUMERIC = 1231
const ARRAY_OF_TEXT = 1009

const asText = (text: string): string => text
// The list of types in the declarations of pg has no arrays; at run time any type number is accepted.
const parseTextArray = pg.types.getTypeParser(ARRAY_OF_TEXT as Parameters<typeof pg.types.getTypeParser>[0], 'text')
const textArray = (text: string): (string | null)[] => parseTextArray(text)

/** A count of rows or a position in a log is a number. One beyond 2^53 would silently be another number: an error instead. */
function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new RangeError(`整数 ${text} 超出可以准确表示的范围，请在查询中转为文本`)
  return number
}

/** Only what pg would read in a way that bites: a day is no instant, money no floating point number, a time without zone no local time. */
const PARSERS = new Map<number, (text: string) => unknown>([
  [builtins.INT8, safeInteger],
  [ARRAY_OF_INT8, (text) => textArray(text).map((one) => (one === null ? null : safeInteger(one)))],
  [builtins.DATE, asText],
  [ARRAY_OF_DATE, textArray],
  [builtins.NUMERIC, asText],
  [ARRAY_OF_NUMERIC, textArray],
  [builtins.TIMESTAMP, asText],
  [builtins.INTERVAL, asText],
])

/**
 * How columns become values: bigint → number, date → 'YYYY-MM-DD', timestamptz → Date, numeric, timestamp and interval → text,
 * json and jsonb → parsed. Everything else as pg does.
 */
export const columnTypes: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') => PARSERS.get(type) ?? pg.types.getTypeParser(type, format),
}
