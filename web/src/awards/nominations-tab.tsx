import { dayText, daysLeftText } from '../kit/days.ts'
import { TroubleNote } from '../kit/trouble-note.tsx'
import { useLoaded } from '../kit/use-loaded.ts'
import { caseAddress } from '../shell/address.ts'
import { Link } from '../shell/link.tsx'
import { fetchNominations } from './calls.ts'
import { NominateForm } from './nominate-form.tsx'
import type { CampaignView, NominationHead } from './types.ts'

/** Who has been nominated, as far as one may see it, and how to nominate. */
export function NominationsTab({ campaign, again }: { campaign: CampaignView; again: () => Promise<void> }) {
  const { answer, trouble, reload } = useLoaded(`award nominations ${campaign.id}`, () => fetchNominations(campaign.id))
  const both = async () => { await Promise.all([reload(), again()]) }
  return (
    <>
      {campaign.status === 'open' && <NominateForm campaign={campaign} again={both} />}
      {trouble && <TroubleNote trouble={trouble} again={() => void reload()} />}
      {answer?.length === 0 && (
        <p className="empty">
          {campaign.nominations === 0
            ? '还没有提名。有人推荐以后，您看得到的会列在这里。'
            : `这次有 ${campaign.nominations} 件提名，没有您看得到的。您提名的、提名您的，会列在这里，办到哪一步也写在这里。`}
        </p>
      )}
      {answer && answer.length > 0 && <Table nominations={answer} today={campaign.today} />}
    </>
  )
}

function Table({ nominations, today }: { nominations: readonly NominationHead[]; today: string }) {
  return (
    <div className="wide-table" role="region" aria-label="提名" tabIndex={0}>
      <table className="plain-table">
        <thead><tr><th scope="col">被提名的</th><th scope="col">单位</th><th scope="col">办到哪一步</th><th scope="col">推荐</th><th scope="col">要注意的</th></tr></thead>
        <tbody>
          {nominations.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Link href={caseAddress(one.id)}>{one.name}</Link>
                <span className="second">{one.number}{one.subjectKind === 'post' && '　岗位'}</span>
              </th>
              <td>{one.organisationName}</td>
              <td>{one.stateLabel}{one.dueOn !== null && <span className="second">{dayText(one.dueOn, today)}　{daysLeftText(one.dueOn, today)}</span>}</td>
              <td>{one.nominators} 份<span className="second">{one.agreed ? '✓ 本人同意参评' : '○ 等本人同意'}</span></td>
              <td><Notes one={one} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Notes({ one: { vetoes, objections, openObjections } }: { one: NominationHead }) {
  if (vetoes === 0 && objections === 0) return <span className="faded">没有</span>
  return (
    <>
      {vetoes > 0 && <span className="late">▲ 查到 {vetoes} 项否决</span>}
      {objections > 0 && (
        <span className={openObjections > 0 ? 'second late' : 'second'}>异议 {objections} 件{openObjections > 0 ? `，▲ ${openObjections} 件没有答复` : '，都答复了'}</span>
      )}
    </>
  )
}
