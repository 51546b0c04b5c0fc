import { momentText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { Link } from '../shell/link.tsx'
import { roomAddress } from '../shell/rooms.ts'
import { fetchRates, type Definition, type Rate } from './calls.ts'

const items = (query: string): string => roomAddress('hall', `tab=items&${query}`)

/** Three rates with what they mean, and every number a door to its list; what is wrong stands first. */
export function RatesTab() {
  const { answer, trouble, reload } = useLoaded('rates', fetchRates)
  if (trouble) return <TroubleNote trouble={trouble} again={() => void reload()} />
  if (!answer) return null
  const { items: counts, oneDoorRate, definitions, from, to } = answer
  const receipts = (door: string): string => roomAddress('hall', `tab=receipts&from=${from}&to=${to}${door}`)
  return (
    <>
      <ul className="figure-cards">
        <CountCard label="例外已到期，仍未进驻" note="要么进驻，要么重新批准" count={counts.expired} href={items('standing=expired')} isWarning />
        <CountCard label="应进未进" note="没有窗口，也没有例外" count={counts.missing} href={items('standing=missing')} isWarning />
        <CountCard label="经批准不进驻" note="例外还没有到期" count={counts.excepted} href={items('standing=excepted')} />
      </ul>
      <div className="rate-cards">
        <RateCard rate={counts.residentRate} definition={definitions.residentRate} unit="项" part={items('standing=in')} whole={items('standing=must')} />
        <RateCard
          rate={counts.generalRate} definition={definitions.generalRate} unit="项" part={items('standing=in&general=yes')} whole={items('standing=in')}
        />
        <RateCard rate={oneDoorRate} definition={definitions.oneDoorRate} unit="件" part={receipts('&door=in')} whole={receipts('')} period={{ from, to }} />
      </div>
      <p className="faded">截至 {momentText(answer.asOf)}。来源：事项目录、进驻登记和办件记录。口径由本平台写明，正式考核以上级公布的为准。</p>
    </>
  )
}

interface CountCardProps { label: string; note: string; count: number; href: string; isWarning?: boolean }

function CountCard({ label, note, count, href, isWarning = false }: CountCardProps) {
  return (
    <li className={isWarning && count > 0 ? 'card warn-card' : 'card'}>
      <p>{label}</p>
      <Link className="figure-door" href={href}>{count} 项</Link>
      <p className="faded">{note}</p>
    </li>
  )
}

interface RateCardProps { rate: Rate; definition: Definition; unit: string; part: string; whole: string; period?: { from: string; to: string } }

function RateCard({ rate, definition: { label, part: meaning, whole: of, note }, unit, part, whole, period }: RateCardProps) {
  return (
    <section className="card rate-card" aria-label={label}>
      <h2>{label}</h2>
      <p className="rate">{rate.percent === null ? '—' : `${rate.percent}%`}</p>
      <p>
        <Link href={part} aria-label={`${label}的分子 ${rate.part} ${unit}`}>{rate.part} {unit}</Link> ÷{' '}
        <Link href={whole} aria-label={`${label}的分母 ${rate.whole} ${unit}`}>{rate.whole} {unit}</Link>
        {period !== undefined && <>（<span className="unbroken">{period.from} 至</span> <span className="unbroken">{period.to}</span>）</>}
      </p>
      <p className="faded">分子：{meaning}。分母：{of}。{note !== '' && `${note}。`}</p>
    </section>
  )
}
