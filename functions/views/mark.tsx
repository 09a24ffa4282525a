import { ground, ring, sun } from '../drawing/mark.ts'

/** The sun at the centre of the Đông Sơn drums, as a path. */
const drawing = `M${sun.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`

/** The site's mark. It says nothing that the name beside it does not say. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="40" height="40" aria-hidden="true" focusable="false">
      <circle
        cx="16"
        cy="16"
        r={(ring.outer + ring.inner) / 2}
        fill="none"
        stroke="currentColor"
        stroke-width={ring.outer - ring.inner}
      />
      <path d={drawing} fill="currentColor" />
    </svg>
  )
}

/** The same as an icon of its own, in which the ring would be lost. */
export const iconSvg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="${ground}"/><path d="${drawing}" fill="#fff"/></svg>`
