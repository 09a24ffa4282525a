const rays = 14

function corner(radius: number, turn: number): string {
  const angle = 2 * Math.PI * turn - Math.PI / 2
  return `${(16 + radius * Math.cos(angle)).toFixed(1)} ${(16 + radius * Math.sin(angle)).toFixed(1)}`
}

const star = Array.from({ length: rays }, (_, ray) => [
  corner(9.5, ray / rays),
  corner(4, (ray + 0.5) / rays),
]).flat()

/** The sun at the centre of the Đông Sơn drums, with fourteen rays, and a ring around it. */
const drawing = `M${star.join('L')}Z`

/** The site's mark. It says nothing that the name beside it does not say. */
export function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" width="40" height="40" aria-hidden="true" focusable="false">
      <circle cx="16" cy="16" r="14" fill="none" stroke="currentColor" stroke-width="2" />
      <path d={drawing} fill="currentColor" />
    </svg>
  )
}

/** The same as an icon in the page itself: one request less, and nothing to go missing. */
export const icon = `data:image/svg+xml,${encodeURIComponent(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="6" fill="#7d1a1a"/><path d="${drawing}" fill="#fff"/></svg>`,
)}`
