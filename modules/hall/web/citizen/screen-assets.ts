/** Style and script of the screens in a hall. Contrast of all letters at least 7 to 1. */
export const SCREEN_STYLE = `
* { box-sizing: border-box; }
html { font-size: clamp(16px, 1.6vw, 40px); }
html.touch { font-size: clamp(18px, 2.2vw, 44px); }
body { margin: 0; background: #0b1620; color: #ffffff; line-height: 1.4; font-variant-numeric: tabular-nums; overflow-wrap: anywhere;
  font-family: "PingFang SC", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif; }
main { padding: 1.2rem 1.6rem; max-width: 100rem; margin: 0 auto; }
h1 { font-size: 1.7rem; margin: 0 0 1rem; border-left: .4rem solid #35c79b; padding-left: .7rem; }
h2 { font-size: 1.2rem; margin: 0 0 .5rem; color: #bfe8da; }
p { margin: 0 0 .6rem; }
a { color: #9ed0ff; }
:focus-visible { outline: 4px solid #ffd75e; outline-offset: 4px; }
.head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 2rem; align-items: baseline; }
.soft { color: #c6d2dc; }
.calls { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: .7rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); }
.calls li { background: #14304a; border-radius: .5rem; padding: .8rem 1.1rem; display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; align-items: baseline; }
.calls li.newest { background: #0f5f49; }
.calls strong { font-size: 3rem; line-height: 1.15; }
.calls span { font-size: 1.5rem; }
.calls b { font-size: 2.2rem; }
.calls small { display: block; font-size: 1rem; }
h3 { font-size: 1.15rem; margin: 0 0 .2rem; }
.groups { list-style: none; margin: 0; padding: 0; display: grid; gap: .7rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); }
.groups li { border: 2px solid #3a5266; border-radius: .5rem; padding: .8rem 1.1rem; }
.groups p { margin: 0; }
.broken { position: fixed; left: 0; right: 0; bottom: 0; margin: 0; padding: .6rem 1.6rem; background: #ffd75e; color: #1b1400; font-weight: 700; }
[hidden] { display: none; }
form { margin: 0 0 1.8rem; }
.big { display: flex; flex-direction: column; justify-content: center; width: 100%; min-height: 5.2rem;
  margin: 0 0 .9rem; padding: .7rem 1.2rem; border: 0; border-radius: .6rem; background: #0f5f49; color: #ffffff; font: inherit;
  font-size: 1.7rem; font-weight: 700; text-align: left; cursor: pointer; }
.big small { display: block; font-size: 1rem; font-weight: 400; }
.big:hover { background: #0a4a39; }
.tick { display: flex; gap: .9rem; align-items: center; margin: 0 0 1.4rem; padding: .8rem 1.1rem; border: 2px solid #c6d2dc;
  border-radius: .6rem; font-size: 1.25rem; cursor: pointer; }
.tick:has(:checked) { border-color: #ffd75e; background: #14304a; }
.tick input { flex: none; width: 2.2rem; height: 2.2rem; accent-color: #35c79b; }
label.line { display: block; font-size: 1.25rem; margin: 0 0 .4rem; }
.typed { display: block; width: 100%; max-width: 20rem; min-height: 3.6rem; margin: 0 0 .9rem; padding: .3rem .8rem;
  border: 3px solid #c6d2dc; border-radius: .5rem; background: #ffffff; color: #1b2733; font: inherit; font-size: 1.8rem; letter-spacing: .08em; }
.number { font-size: 4rem; border: 0; padding: 0; }
dl { margin: 0 0 1.2rem; font-size: 1.4rem; }
dl > div { display: flex; flex-wrap: wrap; gap: 0 1rem; }
dt { color: #c6d2dc; }
dd { margin: 0; font-weight: 700; }
.tell { font-size: 1.4rem; margin: 0 0 1.4rem; }
a.big { text-decoration: none; }
@media print { body { background: #ffffff; color: #000000; } .soft, dt { color: #000000; } .no-print { display: none; } }
.fault { background: #ffd75e; color: #1b1400; padding: .8rem 1.1rem; border-radius: .5rem; font-size: 1.3rem; font-weight: 700; }
`

/** Asks for the page again and puts in what has changed; says so when the line is down, instead of showing old numbers as new. */
export const SCREEN_SCRIPT = `
const PAUSE_MILLISECONDS = 4000
const broken = document.querySelector('.broken')
async function refresh() {
  try {
    const answer = await fetch(location.href, { cache: 'no-store', signal: AbortSignal.timeout(PAUSE_MILLISECONDS) })
    if (!answer.ok) throw new Error(String(answer.status))
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
    const shown = document.querySelector('main')
    if (fresh && shown && fresh.innerHTML !== shown.innerHTML) shown.replaceWith(fresh)
    broken.hidden = true
  } catch {
    broken.hidden = false
  }
  setTimeout(refresh, PAUSE_MILLISECONDS)
}
setTimeout(refresh, PAUSE_MILLISECONDS)
`
