/** @jsxImportSource react */
import { videoHostFacts, videoHosts } from '../../domain/video-host.ts'
import { Checkbox } from '../ui/checkbox.tsx'
import { useWords } from '../words.tsx'
import { DaysOffField, useDaysTold } from './days-off-field.tsx'
import { type FieldsProps, PartForm } from './part-form.tsx'

const rules = ['fourEyes', 'royaltyFourEyes', 'refuseActiveDocuments', 'checkLinks'] as const

/** The rules of the house. */
export function Policies() {
  return (
    <PartForm part="policies" tell={useDaysTold()}>
      {(fields) => <PoliciesFields {...fields} />}
    </PartForm>
  )
}

function PoliciesFields(props: FieldsProps<'policies'>) {
  const { value, onChange } = props
  const { t } = useWords()
  const has = (host: string) => value.videoHosts.some((each) => each === host)
  return (
    <>
      {rules.map((rule) => (
        <div key={rule}>
          <Checkbox
            isSelected={value[rule]}
            onChange={(isOn) => onChange({ ...value, [rule]: isOn })}
            aria-describedby={`policy-${rule}`}
          >
            {t(`settings.policies.${rule}`)}
          </Checkbox>
          <p id={`policy-${rule}`} className="hint beside-box">
            {t(`settings.policy_hints.${rule}`)}
          </p>
        </div>
      ))}
      <fieldset>
        <legend className="label">{t('settings.video_hosts')}</legend>
        {videoHosts.map((host) => (
          <Checkbox
            key={host}
            isSelected={has(host)}
            onChange={(isOn) =>
              onChange({
                ...value,
                videoHosts: videoHosts.filter((each) => (each === host ? isOn : has(each))),
              })
            }
          >
            {videoHostFacts[host].name}
          </Checkbox>
        ))}
        <p className="hint">{t('settings.video_hosts_hint')}</p>
      </fieldset>
      <DaysOffField {...props} />
    </>
  )
}
