import { createHash } from 'node:crypto'

/** Printed into the page, which loads nothing. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--tint:#f6f3ee;--ink:#1e1b19;--soft:#5c5550;--rule:#ddd6cc;--link:#0b4f86;--band:#7d1a1a;--focus:#1a56c4;
font:100%/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;text-size-adjust:100%;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
@media (prefers-color-scheme:dark){:root{--paper:#16181b;--tint:#1f2226;--ink:#ebe7e2;--soft:#b3aca5;--rule:#383b40;--link:#93c5f5;--band:#571417;--focus:#9cc9ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);overflow-wrap:anywhere}
a{color:var(--link);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
main:focus{outline:none}
h1,h2,h3,h4{line-height:1.35;margin:0}
h1{font-size:1.8rem}
h2{font-size:1.4rem;margin-top:2.5rem;padding-top:1rem;border-top:2px solid var(--rule)}
h3{font-size:1.1rem;margin-top:1.5rem}
h4{font-size:1rem;margin-top:.75rem}
p{margin:.5rem 0;max-width:46rem}
ul{margin:.25rem 0;padding-left:1.25rem}
code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
pre{overflow:auto;padding:.75rem;background:var(--tint);border:1px solid var(--rule)}
header{display:flex;flex-wrap:wrap;gap:.5rem 2rem;justify-content:space-between;align-items:center;padding:.75rem 1rem;background:var(--band);color:#fff}
header a{color:#fff;display:inline-block;padding:.25rem 0}
header p{margin:0}
.title{font-weight:700}
.frame{max-width:80rem;margin:0 auto;padding:1rem}
.contents{margin-bottom:1.5rem}
.contents ul{list-style:none;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1rem}
.contents a,.calls a{display:inline-block;padding:.2rem 0}
.calls{columns:18rem;column-gap:2rem}
.operation{margin-top:1rem;padding:.25rem 1rem 1rem;border:1px solid var(--rule);border-radius:6px}
.operation h3{margin-top:.75rem}
.operation h3 a{color:inherit;text-decoration:none}
.operation h3 a:hover{text-decoration:underline}
.call b{display:inline-block;min-width:3.6rem;padding:.1rem .5rem;border-radius:4px;color:#fff;text-align:center;font-size:.85rem}
.get{background:#0b4f86}.put{background:#7a4a00}.post{background:#1d6b3a}.delete{background:#9c1c1c}.patch{background:#5a3c8c}
.place,.note,.limit{color:var(--soft);font-size:.9em}
.limit{margin-left:.25rem}
.limit::before{content:"· "}
.name{font-weight:700}
.fields,.answers{list-style:none;padding-left:0}
.fields>li{padding:.3rem 0 .3rem .75rem;border-left:3px solid var(--rule);margin:.2rem 0}
.fields .fields{margin:.25rem 0 .25rem .5rem}
.field-note{display:block;color:var(--soft)}
.answers>li{padding:.25rem 0}
details{margin-top:.5rem}
summary{cursor:pointer;padding:.35rem 0;font-weight:600}
summary code{font-weight:400;margin-right:.35rem}
.refusals a{margin-right:.5rem}
.table{overflow-x:auto}
table{border-collapse:collapse;width:100%;min-width:38rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border:1px solid var(--rule)}
thead{background:var(--tint)}
td code{display:block}
.vh{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;inset:0 auto auto 0;z-index:1;padding:.75rem 1.25rem;background:var(--paper);transform:translateY(-110%)}
.skip:focus{transform:none}
:target{scroll-margin-top:1rem;background:var(--tint)}
@media (min-width:60rem){.frame{display:grid;grid-template-columns:16rem minmax(0,1fr);gap:2.5rem}
.contents{position:sticky;top:1rem;align-self:start;max-height:calc(100vh - 2rem);overflow:auto}.contents ul{display:block}}
@media print{.contents,.skip,header nav{display:none}}
`

/** By which the page's security policy knows it. */
export const styleSource = `'sha256-${createHash('sha256').update(style).digest('base64')}'`
