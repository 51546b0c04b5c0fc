import { Type } from 'typebox'

const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}'

/** The id of something we keep; anything else is no id and never reaches the database. */
export const Id = Type.String({ pattern: `^${UUID}$` })
/** The same with an ending, for paths such as /api/documents/{id}.pdf. */
export const idWithEnding = (ending: string) => Type.String({ pattern: `^${UUID}\\.${ending}$` })
