/** What a preview has beside the style sheet of the pages, in its measures and colours. */
export const style = `
.preview,.decision{max-width:42rem;padding:1rem 1.25rem;border:2px solid var(--accent);border-radius:4px;background:var(--tint)}
.preview{margin-bottom:2rem}
.preview .title{font-size:1.125rem;font-weight:700;color:var(--accent)}
.preview p+p,.preview p+div{margin-top:.5rem}
.preview a{display:inline-block;padding-block:.7rem}
.note{white-space:pre-line}
.decision{margin-top:2rem;scroll-margin-top:1rem}
.decision h2{font-size:1.25rem}
.decision>*+*{margin-top:1rem}
.decision legend{float:none;padding:0;font-weight:600}
.decision fieldset{display:block}
.choice{display:flex;align-items:center;gap:.75rem;min-height:2.75rem}
.choice input{flex:none;width:1.5rem;height:1.5rem;margin:0;accent-color:var(--accent)}
.decision label[for]{font-weight:600}
.decision .choice label{flex:1;padding-block:.5rem;font-weight:400}
.decision textarea{display:block;width:100%;min-height:8rem;margin-top:.5rem;padding:.6rem .75rem;border:1px solid var(--edge);border-radius:4px;background:var(--paper);color:var(--ink);font:inherit}
.decision .hint{color:var(--soft);font-size:.95rem}
.decision .error{padding-left:.75rem;border-left:4px solid var(--accent);font-weight:600}
.decision button{min-height:3rem;padding-inline:1.5rem;background:var(--band);border-color:var(--edge);color:#fff;font:inherit;font-weight:600}
.other{margin-top:2rem}
@media print{.preview,.decision{border-width:1px}}
`
