/** Of a manual on a screen and on paper: it stands in the file itself, so that a manual is one file. */
export const style = `
:root { color-scheme: light; --ink: #1e1b19; --soft: #534c47; --rule: #ddd6cc; --band: #7d1a1a; --link: #0b4f86; }
* { box-sizing: border-box; }
body { max-width: 50rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; color: var(--ink); background: #fff;
  font: 1.0625rem / 1.6 "Be Vietnam Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif; }
h1, h2, h3, h4 { line-height: 1.25; text-wrap: balance; break-after: avoid; }
h1 { margin: 0.25rem 0 1rem; font-size: 2.25rem; }
h2 { margin: 3rem 0 1rem; padding-bottom: 0.4rem; border-bottom: 3px solid var(--band); font-size: 1.6rem; }
h3 { margin: 2.5rem 0 0.5rem; font-size: 1.3rem; }
h4 { margin: 1.25rem 0 0.5rem; font-size: 1.0625rem; }
a { color: var(--link); }
.product, .made, .next, figcaption { color: var(--soft); }
.product { margin: 0; font-weight: 600; letter-spacing: 0.02em; }
.purpose { font-size: 1.125rem; }
nav ul { margin: 0 0 1rem; padding-left: 1.25rem; columns: 2 16rem; }
nav p { margin: 0.75rem 0 0.25rem; font-weight: 600; }
li { margin-block: 0.4rem; }
nav li { margin: 0; padding-block: 0.2rem; break-inside: avoid; }
li > p { margin: 0; }
figure { margin: 1rem 0 1.25rem; break-inside: avoid; }
img { display: block; width: 100%; height: auto; border: 1px solid var(--rule); border-radius: 4px; }
.phone img { width: min(16rem, 70%); }
figcaption { margin-top: 0.4rem; font-size: 0.9375rem; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; line-height: 1.5; }
  header { padding-top: 30vh; }
  h1 { font-size: 26pt; }
  h2 { font-size: 17pt; }
  h3 { margin-top: 0; font-size: 14pt; }
  h4 { font-size: 11pt; }
  .purpose { font-size: 11.5pt; }
  nav, .part { break-before: page; }
  nav h2, .part > h2 { margin-top: 0; }
  .chapter + .chapter { break-before: page; }
  li { break-inside: avoid-page; orphans: 3; widows: 3; }
  li:has(figure) { break-inside: auto; }
  a { color: inherit; text-decoration: none; }
  /* Two stand on a page, with the steps that they show. */
  img { width: 138mm; }
  .phone img { width: 48mm; }
}
`
