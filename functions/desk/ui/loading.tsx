/** @jsxImportSource react */
import { useEffect, useState } from 'react'
import { useWords } from '../words.tsx'

/** Words for what takes longer than a moment; what is there at once shows nothing before. */
export function Loading() {
  const { t } = useWords()
  const [isLong, setLong] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <p role="status" className="loading">
      {isLong && t('loading')}
    </p>
  )
}
