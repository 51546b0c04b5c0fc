/**
 * How much each sign that an item is meant counts. Found by random search over everyday names of real items and questions of our own,
 * then rounded to the middle of where the result does not change; the README beside this file holds the measurements.
 * Unless told otherwise a weight is a share of what the whole query is worth, so 0.1 is a tenth of a perfect answer.
 */
export const WEIGHTS = {
  /** A single character tells a little less than its rarity says, for it may stand in another word. */
  singleCharacter: 0.9,
  /** A term in the brackets at the end of a name, against one before them. */
  tail: 0.6,
  /** How much a name longer than usual loses, and how fast. */
  lengthShare: 0.1,
  lengthPower: 0.75,
  /** A name of which the query says everything. */
  precision: 0.1,
  /** Lost by a name with brackets the query did not ask for. */
  tailLength: 0.015,
  /** A point of BM25 in conditions and materials. */
  text: 0.06,
  /** A term found in the organisation's name only. */
  organisation: 0.1,
  /** The longest stretch the query and the name share, letter by letter. */
  stretch: 0.1,
  /** That stretch counts so much more when the name begins with it: the subject of a name stands first. */
  first: 1.5,
  /** The query is the name, or an everyday name: more than anything else can earn. */
  exact: 1,
  /** A pair no name holds, whose characters stand near each other in this one: 法考 in 法律职业资格考试. */
  gap: 0.7,
  /** A pair no name holds that sounds like one in this name: 公正 for 公证. */
  sound: 0.7,
  /** A pair no name holds, typed the wrong way round. */
  swapped: 0.6,
  /** An official word that was meant, against one that was said. */
  meant: 0.95,
  /** An everyday name, against the official one. */
  everyday: 0.95,
  /** Lost by items of change, loss, renewal and the like when the query asks for none. */
  branch: 0.04,
  /** Lost by items that only tell something when the query does not ask to be told. */
  looksUp: 0.02,
  /** Lost by items that show the progress of another item when the query does not ask for progress. */
  progress: 0.05,
} as const

/** Characters of an abbreviated word stand at most this far apart: 法律职业资格考试 has 7 between 法 and 考. */
export const GAP_MAX = 8
