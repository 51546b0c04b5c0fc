export interface FieldFault { path: string; message: string }

/** Why a request did not do what was asked; the message is for the person and says what to do. */
export class Trouble extends Error {
  /** As the server names it ('conflict', 'invalid' …), or 'offline' when it could not be reached. */
  readonly code: string
  readonly fields: readonly FieldFault[]
  /** To be told to whoever looks after the system; empty when the server was not reached. */
  readonly traceId: string

  constructor(code: string, message: string, { fields = [], traceId = '' }: { fields?: readonly FieldFault[]; traceId?: string } = {}) {
    super(message)
    this.code = code
    this.fields = fields
    this.traceId = traceId
  }
}

/** Whatever was thrown, as something that can be shown. */
export function troubleOf(thrown: unknown): Trouble {
  if (thrown instanceof Trouble) return thrown
  return new Trouble('fault', '页面出了问题，请按 F5 刷新后再试；仍不行请告诉系统管理员')
}

/** The trouble an answer with an error status stands for. */
export function troubleIn(body: unknown, status: number): Trouble {
  const error = isRecord(body) && isRecord(body['error']) ? body['error'] : {}
  const { code, message, traceId, fields } = error
  return new Trouble(
    typeof code === 'string' ? code : `status-${status}`,
    typeof message === 'string' ? message : `服务器没有正常回答（${status}），请稍后再试`,
    { traceId: typeof traceId === 'string' ? traceId : '', fields: Array.isArray(fields) ? fields.flatMap(fieldOf) : [] },
  )
}

function fieldOf(field: unknown): FieldFault[] {
  if (!isRecord(field)) return []
  const { path, message } = field
  return typeof path === 'string' && typeof message === 'string' ? [{ path, message }] : []
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
