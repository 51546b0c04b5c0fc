import type { Page } from 'playwright-core'
import { DEMO_PASSWORD } from '#base/people'
import { Client } from '../cli/journey/client.ts'
import { press } from './citizen-walk.ts'

/** Pages of bundled EIA: what it is, the check for oneself, a filing that is being written, and the notice of the demo district. The page is signed in. */
export async function bundlePaths(url: string, page: Page): Promise<Record<string, string>> {
  await page.goto(`${url}/eia-bundle/check?kind=park-sme`)
  await press(page, '用这些内容开始申报')
  const draft = new URL(page.url()).pathname
  const notice = `/eia-bundles/${await demoBundle(url)}/notice`
  return {
    环评打捆: '/eia-bundle', 打捆哪一种: '/eia-bundle/check', 能不能打捆: '/eia-bundle/check?kind=park-sme',
    打捆申报: draft, 打捆的项目: `${draft}/projects`, 打捆的报告: `${draft}/report`,
    核对打捆申报: `${draft}/file`, 等签字的打捆申报: '/eia-bundle/sign', 打捆的公示: notice,
  }
}

/** The bundle that is there from the demo data. */
export async function demoBundle(url: string): Promise<string> {
  const office = await new Client(url).signIn('ecology', DEMO_PASSWORD)
  const { bundles } = await office.get<{ bundles: { caseId: string }[] }>('/api/eia-bundles')
  const [bundle] = bundles
  if (!bundle) throw new Error('演示区里没有打捆')
  return bundle.caseId
}
