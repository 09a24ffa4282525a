/** @jsxImportSource react */
import { shortDate } from '../../domain/dates.ts'
import type { Calculation } from '../../domain/royalty/calculation.ts'
import { useWords } from '../words.tsx'
import { decimalOf, useMoney } from './money.ts'
import type { PayeeName } from './royalty.ts'

type Work = Calculation['works'][number]

/** How an amount came about, factor by factor, and what of it goes to whom. */
export function CalculationView({
  calculation,
  payees,
}: {
  calculation: Calculation
  payees: readonly PayeeName[]
}) {
  const { t, locale } = useWords()
  const money = useMoney()
  const percent = (basisPoints: number) => `${decimalOf(basisPoints, 2, locale)} %`
  const dayOf = (day: string) => shortDate(`${day}T00:00:00Z`, locale)
  const { works, unitVnd, base, rounding, siteBasisPoints, incentiveBasisPoints, payments } = calculation
  const factorsOf = ({ coefficientTenths, translatedFrom, quantity }: Work) =>
    [
      t('royalties.calculation.coefficient', { value: decimalOf(coefficientTenths, 1, locale) }),
      ...(translatedFrom ? [percent(translatedFrom.basisPoints)] : []),
      ...(quantity.of === 'one'
        ? []
        : [
            t(`royalties.calculation.${quantity.of}`, {
              value: decimalOf(quantity.halves * 5, 1, locale),
            }),
          ]),
    ].join(' × ')
  return (
    <div className="stack calculation">
      <p className="amount">
        <span>{t('royalties.calculation.amount')}</span> <strong>{money(calculation.amountVnd)}</strong>
      </p>
      <dl className="facts">
        {works.map((work, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a work has nothing else that tells it from the next
          <div key={index} className="fact">
            <dt>
              {t(`genres.${work.genre}`)}
              {work.translatedFrom && ` (${t(`genres.${work.translatedFrom.genre}`)})`}
            </dt>
            <dd>{factorsOf(work)}</dd>
          </div>
        ))}
        <div className="fact">
          <dt>{t('royalties.calculation.unit')}</dt>
          <dd>
            {money(unitVnd)}
            {base &&
              ` (${t('royalties.calculation.base', { amount: money(base.vnd), day: dayOf(base.effectiveFrom) })})`}
          </dd>
        </div>
        {siteBasisPoints !== 10_000 && (
          <div className="fact">
            <dt>{t('royalties.calculation.site')}</dt>
            <dd>{percent(siteBasisPoints)}</dd>
          </div>
        )}
        {incentiveBasisPoints > 0 && (
          <div className="fact">
            <dt>{t('royalties.incentive')}</dt>
            <dd>+{percent(incentiveBasisPoints)}</dd>
          </div>
        )}
        {calculation.remunerationBasisPoints > 0 && (
          <div className="fact">
            <dt>{t('royalties.calculation.remuneration')}</dt>
            <dd>
              {percent(calculation.remunerationBasisPoints)}: {money(calculation.remunerationVnd)}
            </dd>
          </div>
        )}
        <div className="fact">
          <dt>{t('royalties.calculation.day')}</dt>
          <dd>{dayOf(calculation.day)}</dd>
        </div>
      </dl>
      <p className="hint">{t('royalties.calculation.rounding', { step: money(rounding) })}</p>
      {payments.length > 0 && (
        <ul className="payments">
          {payments.map(({ payee, role, shareBasisPoints, vnd }) => (
            <li key={`${payee} ${role}`}>
              <span>
                {payees.find(({ id }) => id === payee)?.name ?? payee}
                <span className="when">
                  {' '}
                  · {t(`royalties.roles.${role}`)} · {percent(shareBasisPoints)}
                </span>
              </span>
              <strong>{money(vnd)}</strong>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
