/** Earlier lines first: every browser also calls itself by the names of others. */
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/MicroMessenger/, '微信'], [/AlipayClient/, '支付宝'], [/HuaweiBrowser/, '华为浏览器'], [/MiuiBrowser/, '小米浏览器'], [/QQBrowser/, 'QQ 浏览器'],
  [/Edg(?:e|A|iOS)?\//, 'Edge'], [/Firefox|FxiOS/, 'Firefox'], [/Chrom(?:e|ium)|CriOS/, 'Chrome'], [/Safari/, 'Safari'],
]
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/HarmonyOS|OpenHarmony/, '鸿蒙'], [/Android/, '安卓'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows'], [/Mac OS X/, 'Mac'],
  [/Linux|X11/, 'Linux'],
]

/** What a person calls the device behind a User-Agent: 「安卓 · 微信」. What is unknown is called so, never guessed. */
export function deviceWords(agent: string): string {
  const [system, browser] = [nameIn(SYSTEMS, agent), nameIn(BROWSERS, agent)]
  return [system, browser].filter((name) => name !== undefined).join(' · ') || '没有写明型号的设备'
}

function nameIn(names: typeof BROWSERS, agent: string): string | undefined {
  return names.find(([sign]) => sign.test(agent))?.[1]
}
