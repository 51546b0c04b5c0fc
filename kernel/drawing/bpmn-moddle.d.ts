/** The reader of BPMN has no types of its own; this is the part the tests use. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    fromXML(xml: string): Promise<{ rootElement: object; warnings: { message: string }[] }>
  }
}
