/** What the tests use of oidc-provider, which brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'

  interface Interaction { uid: string; params: Record<string, unknown> }
  interface Context { oidc: { client: { clientId: string }; session: { accountId: string }; params: { scope: string } } }
  interface Grant { addOIDCScope(scope: string): void; save(): Promise<string> }

  class Provider {
    constructor(issuer: string, configuration: object)
    Grant: new (properties: { clientId: string; accountId: string }) => Grant
    callback(): (request: IncomingMessage, response: ServerResponse) => void
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(request: IncomingMessage, response: ServerResponse, result: object, options?: object): Promise<void>
    on(event: string, listen: (...details: readonly unknown[]) => void): this
  }
  export { Provider as default }
  export type { Context }
}
