import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanBody } from '../../functions/domain/body/clean.ts'
import { bodyHtml } from '../../functions/domain/body/html.ts'
import { complaints, elementsOf, expectSafe, expectStable, textOf } from '../support/articles/body.ts'
import { anySoup, soup, tags } from '../support/articles/body-soup.ts'

describe('a hostile body', () => {
  const run = 'alert(1)'

  it.each([
    `<script>${run}</script>`,
    `<SCRIPT SRC=https://e.com/x.js></SCRIPT>`,
    `<scr<script>ipt>${run}</scr</script>ipt>`,
    `<<script>${run};//<</script>`,
    `<script/x>${run}</script/x>`,
    `<script\n>${run}</script\t\n bar>`,
    `<img src=x onerror=${run}>`,
    `<img/src="x"/onerror=${run}>`,
    `<img """><script>${run}</script>">`,
    `<img src=\`x\`onerror=${run}>`,
    `<svg onload=${run}>`,
    `<svg/onload=${run}//`,
    `<svg><script>${run}</script></svg>`,
    `<svg><a xlink:href="javascript:${run}"><text>x</text></a></svg>`,
    `<svg><animate attributeName=href values="javascript:${run}"/></svg>`,
    `<svg></p><style><a id="</style><img src=1 onerror=${run}>">`,
    `<svg><p><style><g title="</style><img src onerror=${run}>">`,
    `<svg><foreignObject><iframe srcdoc="<script>${run}</script>"></foreignObject></svg>`,
    `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${run}&gt;">`,
    `<math><mi xlink:href="data:x,<script>${run}</script>">x</mi></math>`,
    `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${run}>`,
    `<math></p><style><!--</style><img src/onerror=${run}>`,
    `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
    `<noembed><img title="</noembed><img src onerror=${run}>"></noembed>`,
    `<noframes><p title="</noframes><img src onerror=${run}>">`,
    `<xmp><p title="</xmp><img src onerror=${run}>"></xmp>`,
    `<plaintext><img src onerror=${run}>`,
    `<textarea><p title="</textarea><img src onerror=${run}>">`,
    `<title><p title="</title><img src onerror=${run}>">`,
    `<style><p title="</style><img src onerror=${run}>">`,
    `<iframe><p title="</iframe><img src onerror=${run}>"></iframe>`,
    `<select><style></select><img src onerror=${run}></style>`,
    `<select><template><style><!--</style><img src onerror=${run}>--></template></select>`,
    `<template><script>${run}</script></template>`,
    `<!--><img src=x onerror=${run}>-->`,
    `<!-- --!><img src=x onerror=${run}> -->`,
    `<!--<img src="--><img src=x onerror=${run}//">`,
    `<![CDATA[<!--]]<script>${run}//--></script>`,
    `<?xml version="1.0"?><img src onerror=${run}>`,
    `<!DOCTYPE x [<!ENTITY y "z">]><img src onerror=${run}>`,
    `<a href="javascript:${run}">x</a>`,
    `<a href="JaVaScRiPt:${run}">x</a>`,
    `<a href=" &#14; javascript:${run}">x</a>`,
    `<a href="jav&#x09;ascript:${run}">x</a>`,
    `<a href="jav&Tab;ascript&colon;${run}">x</a>`,
    `<a href="&#106&#97&#118&#97&#115&#99&#114&#105&#112&#116&#58${run}">x</a>`,
    `<a href="javascript&#0000058${run}">x</a>`,
    `<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>`,
    `<a href="vbscript:msgbox(1)">x</a>`,
    `<a href="feed:javascript:${run}">x</a>`,
    `<a href="\u0001javascript:${run}">x</a>`,
    `<a href="//e.com">x</a>`,
    `<a href="/\\e.com">x</a>`,
    `<a href="\\\\e.com">x</a>`,
    `<a href="/&Tab;/e.com">x</a>`,
    `<a href='https://e.com" onmouseover="${run}'>x</a>`,
    `<a href=https://e.com onclick=${run} style="x:expression(${run})">x</a>`,
    `<a href="/x" ping="https://e.com" download target=_blank rel=opener>x</a>`,
    `<a id=location name=cookie href="/x">x</a><p id=__proto__>x</p>`,
    `<div style="background:url(javascript:${run})">x</div>`,
    `<p style="position:fixed;inset:0">x</p>`,
    `<style>@import 'https://e.com/x.css';</style>`,
    `<link rel=stylesheet href="https://e.com/x.css">`,
    `<meta http-equiv="refresh" content="0;url=javascript:${run}">`,
    `<base href="https://e.com/">`,
    `<object data="javascript:${run}"></object><embed src="javascript:${run}">`,
    `<iframe src="javascript:${run}"></iframe>`,
    `<iframe srcdoc="&lt;script&gt;${run}&lt;/script&gt;"></iframe>`,
    `<form action="javascript:${run}"><button>x</button></form>`,
    `<button formaction="javascript:${run}">x</button><input type=image src onerror=${run}>`,
    `<input autofocus onfocus=${run}>`,
    `<details open ontoggle=${run}>x</details>`,
    `<video><source onerror=${run}></video><audio src onerror=${run}>`,
    `<body onload=${run}>x</body>`,
    `<marquee onstart=${run}>x</marquee>`,
    `<table background="javascript:${run}"><tr><td background="javascript:${run}">x</table>`,
    `<p class=x dir=rtl tabindex=1 contenteditable autofocus onfocus=${run}>x</p>`,
    `<x-y onclick=${run}>x</x-y><inline-a href="javascript:${run}" onclick=${run}>x</inline-a>`,
    `<inline-img src onerror=${run}><constructor>x</constructor><__proto__>x</__proto__>`,
    `<abbr title='"><img src onerror=${run}>'>x</abbr>`,
    `<p lang='"><img src onerror=${run}>'>x</p>`,
    `&lt;script&gt;${run}&lt;/script&gt;`,
    `&amp;lt;img src onerror=${run}&amp;gt;`,
    `<p>&#60;img src onerror=${run}&#62;</p>`,
    `<a href="/x"><table><a href="javascript:${run}">x</table></a>`,
    `<b><p><table><b></p><script>${run}</script>`,
    `</p></div></article><script>${run}</script>`,
    `<p title=">x<script>${run}</script>`,
    `<a href="https://e.com/${'<script>'}">x</a>`,
  ])('does not get through: %s', (attack) => {
    const body = cleanBody(attack)
    expectSafe(body)
    expectStable(body)
  })

  it.each([
    '<div>'.repeat(20_000),
    '<ul><li>x'.repeat(10_000),
    '<ul>x'.repeat(20_000),
    '<table><tr><td>x'.repeat(6000),
    '<blockquote>x'.repeat(15_000),
    `${'<b>'.repeat(10_000)}${'</i>'.repeat(9_000)}`,
    `<p>${Array.from({ length: 99 }, (_, i) => `<b lang="en-x-${i}">`).join('')}<ul>${'<li>x'.repeat(19_000)}`,
    '<p><a href="/x"><b><i><table>'.repeat(4000),
    '<'.repeat(200_000),
    '&amp'.repeat(40_000),
    `a${'\u0301\u0323'.repeat(99_000)}`,
    ' '.repeat(200_000),
    '<!--'.repeat(50_000),
    `<p ${'a '.repeat(90_000)}>`,
    '<figure>'.repeat(20_000),
    '<figure><img src="media:4k7m2p9x1a">'.repeat(5_000),
    '<figcaption><figure><p>x'.repeat(6_000),
    '<audio src="media:4k7m2p9x1a">x'.repeat(6_000),
    '<p style="mso-list:l0 level1 lfo1">x<p style="mso-list:l0 level9 lfo1">'.repeat(2_500),
    '<a href="#x" id="x">y'.repeat(9_000),
    Array.from({ length: 5_000 }, (_, i) => `<p id="a${i}"><a href="#a${i}">`).join(''),
    `<a href="#x">y</a>${'<p id="x">'.repeat(15_000)}`,
    `${'<a href="#x">1</a>'.repeat(4_900)}<p id="x">${'<a href="#y">1</a>'.repeat(4_900)}`,
    `${'<p><small role="note">x'.repeat(8_000)}`,
    Array.from(
      { length: 2_400 },
      (_, i) => `<a id="r${i}" href="#n${i}">1</a><p id="n${i}"><a href="#r${i}">1</a>`,
    ).join(''),
    `<span style="${';font-weight:700'.repeat(12_000)}">x`,
    `<p id="${'\u0301'.repeat(190_000)}">x`,
  ])('is cleaned or refused soon when it is hostile (%#)', (hostile) => {
    const start = performance.now()
    bodyHtml.safeParse(hostile)
    // Takes a fraction of a second; what grows with the square of its length takes minutes.
    expect(performance.now() - start).toBeLessThan(15_000)
    const body = cleanBody(hostile.slice(0, 20_000))
    expectSafe(body)
    expectStable(body)
  })
})

describe('any body', () => {
  const runs = { numRuns: 300 }

  it('is safe, and stays as it is when it is cleaned again', () => {
    fc.assert(
      fc.property(anySoup, (parts) => {
        const body = cleanBody(parts.join(''))
        expectSafe(body)
        expectStable(body)
      }),
      runs,
    )
  })

  it('keeps every word that is not in something removed', () => {
    fc.assert(
      fc.property(soup(tags), (parts) => {
        const text = textOf(cleanBody(parts.join('')))
        for (const part of parts) if (/^w\d+x$/.test(part)) expect(text).toContain(part)
      }),
      runs,
    )
  })

  it('is safe, stays as it is and keeps its words, whichever of its links lead to each other', () => {
    const ends = ['a', 'b', 'c'].flatMap((name) =>
      ['a', 'b', 'c'].flatMap((other) => [
        `<a id="${name}" href="#${other}">1</a>`,
        `<p id="${name}"><a href="#${other}">[2]</a>`,
        `<li id="${name}">`,
        `<div id="${name}">`,
        `<sup id="${name}"><a href="#${other}">*</a></sup>`,
      ]),
    )
    const boxes = ['p', 'div', 'li', 'ol', 'h2', 'td', 'table', 'small', 'b']
    fc.assert(
      fc.property(soup(boxes, fc.constantFrom(...ends), fc.constantFrom(...ends)), (parts) => {
        const body = cleanBody(parts.join(''))
        expectSafe(body)
        expectStable(body)
        for (const part of parts) if (/^w\d+x$/.test(part)) expect(textOf(body)).toContain(part)
      }),
      { numRuns: 1000 },
    )
  })

  it('is valid HTML in an article', () => {
    fc.assert(
      fc.property(soup(tags), (parts) => {
        const body = cleanBody(parts.join(''))
        expect(complaints(body), body).toEqual([])
      }),
      { numRuns: 100 },
    )
  })

  it('has headings from h2 on that skip no level', () => {
    fc.assert(
      fc.property(
        soup(['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'table', 'td', 'th', 'li', 'tfoot', 'tr', 'blockquote']),
        (parts) => {
          const levels = elementsOf(cleanBody(parts.join('')))
            .filter(({ tagName }) => /^h\d$/.test(tagName))
            .map(({ tagName }) => Number(tagName[1]))
          levels.forEach((level, index) => {
            expect(level).toBeGreaterThanOrEqual(2)
            expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 1) + 1)
          })
        },
      ),
      runs,
    )
  })
})
