import { html, type Html } from '#platform/html'
import type { Visit } from './visit.ts'

/** A quiet line under the head of every page while an agent acts for a firm, or has just lost that: nobody files in the wrong name unawares. */
export function actingLine({ actsFor }: Pick<Visit, 'actsFor'>): Html | false {
  if (actsFor === undefined) return false
  const { name, isLapsed } = actsFor
  return html`<p class="acting${isLapsed && ' lapsed'}"><span class="wide">${isLapsed ? `${name}给您的授权已经撤销或者到期，您现在是为自己办。` : html`您现在<strong>为${name}办</strong>。`}
<a href="/me/acting">${isLapsed ? '知道了' : '换'}<span class="hidden">${isLapsed ? '，选为谁办' : '成为谁办'}</span></a></span></p>`
}
