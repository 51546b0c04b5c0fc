/** The keywords this file looks at; everything else of a schema is carried over as it is. */
export interface JsonSchema {
  type?: unknown
  properties?: Readonly<Record<string, JsonSchema>>
  items?: JsonSchema | readonly JsonSchema[]
  anyOf?: readonly JsonSchema[]
  oneOf?: readonly JsonSchema[]
  additionalProperties?: unknown
}

/**
 * The schema with every object that lists its fields closed to others, so that no route can forget it.
 * Parts of an intersection stay open: each of them alone does not know the fields of the others.
 */
export function closedSchema(schema: JsonSchema): JsonSchema {
  const closed: JsonSchema = { ...schema }
  if (schema.properties !== undefined) {
    closed.properties = Object.fromEntries(Object.entries(schema.properties).map(([name, child]) => [name, closedSchema(child)]))
    closed.additionalProperties = schema.additionalProperties ?? false
  }
  if (schema.anyOf !== undefined) closed.anyOf = schema.anyOf.map(closedSchema)
  if (schema.oneOf !== undefined) closed.oneOf = schema.oneOf.map(closedSchema)
  if (schema.items !== undefined) closed.items = 'map' in schema.items ? schema.items.map(closedSchema) : closedSchema(schema.items)
  return closed
}

/** A schema without fields: nothing may be given. */
export const NO_FIELDS: JsonSchema = { type: 'object', properties: {}, additionalProperties: false }
