import type { Browser } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type * as Inert from '../../functions/desk/body/inert.ts'
import type { Source } from '../../functions/desk/paste/notice.ts'
import type { Pass } from '../../functions/desk/paste/pass.ts'
import { theBrowser } from '../support/browser/browser.ts'
import { openDeskPage } from '../support/desk-page.ts'

let browser: Browser
beforeAll(async () => {
  browser = await theBrowser()
})

const modules = [
  ...['fragment', 'headings', 'languages', 'leave-out', 'letters', 'lines', 'links', 'lists', 'marks'],
  ...['pictures', 'sheet', 'tables'],
].map((name) => `functions/desk/paste/${name}.ts`)

type Case = [given: string, made: string, source?: Source]

/** What each pass makes of a tree; styles stand under their own name. */
const passes: Record<string, Case[]> = {
  cutFragment: [
    ['<p>a</p><!--StartFragment--><p>b</p><!--EndFragment--><p>c</p>', '<p>b</p>'],
    ['<ul><li>a<!--StartFragment--><i>b</i><!--EndFragment--></li></ul>', '<i>b</i>'],
    [
      'x<table><!--StartFragment--><tr><td>a</td></tr><!--EndFragment--></table>',
      '<table><!--StartFragment--><tbody><tr><td>a</td></tr><!--EndFragment--></tbody></table>',
    ],
    ['<p>a</p>', '<p>a</p>'],
  ],
  applySheet: [
    [
      '<style>.b, p.c {color:red; font-weight:700}</style><p class="c">a</p><i class="b" style="font-weight:400">b</i>',
      '<style>.b, p.c {color:red; font-weight:700}</style><p class="c" style=";font-weight:700;">a</p><i class="b" style=";font-weight:700;font-weight:400">b</i>',
    ],
    [
      '<style>p > b {font-weight:400}</style><p><b>a</b></p>',
      '<style>p > b {font-weight:400}</style><p><b>a</b></p>',
    ],
  ],
  convertLetters: [
    ['<p style="font-family:.VnTimeH">th«ng b¸o</p>', '<p style="font-family:.VnTimeH">THÔNG BÁO</p>'],
    [
      '<p style=\'font:14.0pt ".VnTime"\'>c«ng viÖc</p>',
      '<p style="font:14.0pt &quot;.VnTime&quot;">công việc</p>',
    ],
    ['<p><font face="VNI-Times">ho<b>äp</b></font></p>', '<p><font face="VNI-Times">hộ<b>p</b></font></p>'],
    ['<p>naïve café, résumé</p>', '<p>naïve café, résumé</p>'],
    ['<p>Đã là Unicode «®»</p>', '<p>Đã là Unicode «®»</p>'],
  ],
  leaveOutMachinery: [['<meta><style>a</style><script>b</script><p>c</p>', '<p>c</p>']],
  leaveOutTracked: [
    ['<p>a<del>b</del><ins>c</ins></p>', '<p>a<ins>c</ins></p>', 'word'],
    ['<p>a<del>b</del></p>', '<p>a<del>b</del></p>', 'web'],
    [
      '<p>a<a class="msocomanchor">[X1]</a></p><div style="mso-element:comment-list">b</div>',
      '<p>a</p>',
      'word',
    ],
  ],
  leaveOutHidden: [
    ['<p>a<span style="display: none">b</span><i hidden>c</i><b style="mso-hide:all">d</b></p>', '<p>a</p>'],
    [
      '<table><colgroup><col><col style="display:none"></colgroup><tbody><tr><td>a</td><td>b</td></tr></tbody></table>',
      '<table><colgroup><col></colgroup><tbody><tr><td>a</td></tr></tbody></table>',
    ],
  ],
  leaveOutContents: [
    ['<p class="MsoToc1">a ..... 3</p><p class="MsoNormal">b</p>', '<p class="MsoNormal">b</p>'],
  ],
  leaveOutEquations: [
    [
      '<p>a<!--[if gte msEquation 12]><m:oMath></m:oMath><![endif]--><![if !msEquation]><img width="40" src="file:///C:/x.png"><![endif]>b</p>',
      '<p>a<!--[if gte msEquation 12]><m:oMath></m:oMath><![endif]--><!--[if !msEquation]--><!--[endif]-->b</p>',
      'word',
    ],
  ],
  leaveOutPromotion: [
    ['<p>Một câu dài hơn</p><div class="ads">mua</div><nav>x</nav>', '<p>Một câu dài hơn</p>', 'web'],
    [
      '<p>a</p><div class="ads">Một câu dài hơn hẳn phần kia</div>',
      '<p>a</p><div class="ads">Một câu dài hơn hẳn phần kia</div>',
      'web',
    ],
    [
      '<p>Một câu dài hơn</p><div class="ads">mua</div>',
      '<p>Một câu dài hơn</p><div class="ads">mua</div>',
      'word',
    ],
  ],
  keepLines: [
    [
      '<div style="white-space:pre-wrap">a\nb<i style="white-space:normal">c\nd</i></div>',
      '<div style="white-space:pre-wrap">a<br>b<i style="white-space:normal">c\nd</i></div>',
    ],
    ['<p>a\nb</p>', '<p>a\nb</p>'],
  ],
  joinOnlineLists: [
    [
      '<div class="ListContainerWrapper"><ol start="2"><li data-aria-level="1" data-listid="7"><p>a</p></li></ol></div>',
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>a</p>',
    ],
  ],
  readDrawnLists: [
    [
      '<p style="margin-left:72.0pt"><span>·<span style=\'font:7.0pt "Times New Roman"\'>&nbsp; </span></span>a</p>',
      '<p style="mso-list:l800 level2 lfo1"><span style="mso-list:Ignore">·</span><span></span>a</p>',
    ],
    ['<p>· a</p>', '<p>· a</p>'],
  ],
  makeHeadings: [
    [
      '<p style="mso-outline-level:2">a</p><p style="mso-outline-level:body-text">b</p>',
      '<h2 style="mso-outline-level:2">a</h2><p style="mso-outline-level:body-text">b</p>',
    ],
    ['<p role="heading" aria-level="3">a</p>', '<h3>a</h3>'],
  ],
  makeMarks: [
    ['<p style="font-weight:bold">a</p>', '<p style="font-weight:bold"><strong>a</strong></p>'],
    [
      '<span style="text-decoration:underline">a</span>',
      '<span style="text-decoration:underline"><u>a</u></span>',
    ],
    [
      '<a href="/x"><span style="text-decoration:underline">a</span></a>',
      '<a href="/x"><span style="text-decoration:underline">a</span></a>',
    ],
  ],
  plainHeadings: [['<h2 style="font-weight:700"><b>a</b> b</h2>', '<h2 style="">a b</h2>']],
  readPictures: [
    [
      '<p><img alt="🇻🇳" width="16" src="https://x.example/a.png"><img alt="👍🏽" width="16" src="https://x.example/b.png"><img alt="1️⃣" width="16" src="https://x.example/c.png"></p>',
      '<p>🇻🇳👍🏽1️⃣</p>',
    ],
    [
      '<ul><li role="checkbox" aria-checked="true"><img src="data:image/png;base64,aaaa" width="17.6px" alt="checked" aria-roledescription="checkbox">a</li><li><input type="checkbox">b</li></ul>',
      '<ul><li role="checkbox" aria-checked="true">☒ a</li><li>☐ b</li></ul>',
    ],
    ['<p><img src="media:4k7m2p9x1a" alt="a"></p>', '<p><img src="media:4k7m2p9x1a" alt="a"></p>'],
    [
      '<p>a<img alt="🙂" src="https://e.com/1.png">b<img src="https://e.com/t.gif" width="1"></p>',
      '<p>a🙂b</p>',
    ],
    ['<p><img src="file:///C:/a.png" alt="a.png"></p>', '<p><img src="media:p000000000"></p>'],
    [
      '<p><img src="https://e.com/a.jpg" alt="Cầu"></p><p class="MsoCaption">Hình 1</p>',
      '<figure><img src="media:p000000000" alt="Cầu"><figcaption>Hình 1</figcaption></figure>',
    ],
  ],
  readTables: [
    [
      '<table><tbody><tr><td rowspan="2"><b>a</b></td><td><b>b</b></td></tr><tr><td><b>c</b></td></tr><tr><td>d</td><td>e</td></tr></tbody></table>',
      '<table><tbody><tr><th rowspan="2">a</th><th>b</th></tr><tr><th>c</th></tr><tr><td>d</td><td>e</td></tr></tbody></table>',
    ],
    [
      '<table><tbody><tr><td><b>a</b></td><td><b>b</b></td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
      '<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
    ],
    [
      '<table><tbody><tr><td><b>a</b> x</td><td><b>b</b></td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
      '<table><tbody><tr><td><b>a</b> x</td><td><b>b</b></td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
    ],
    [
      '<table><tbody><tr><td colspan="2"><b>t</b></td></tr><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
      '<table><caption>t</caption><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>',
    ],
    [
      '<table><tbody><tr><td><img src="media:4k7m2p9x1a"></td></tr><tr><td>a</td></tr></tbody></table>',
      '<figure><img src="media:4k7m2p9x1a"><figcaption>a</figcaption></figure>',
    ],
    ['<table><tbody><tr><td><p>a</p></td></tr></tbody></table>', '<div><p>a</p></div>'],
  ],
  readLinks: [
    [
      '<a href="https://l.facebook.com/l.php?u=https%3A%2F%2Fx.example%2Ftin%3Fid%3D5%26fbclid%3DIw1&h=A">a</a><a href="https://x.example/b?zarsrc=30">b</a><a href="https://x.example/c?id=1&p=2">c</a>',
      '<a href="https://x.example/tin?id=5">a</a><a href="https://x.example/b">b</a><a href="https://x.example/c?id=1&amp;p=2">c</a>',
    ],
    [
      '<a href="https://apc01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fe.com%2Fa&amp;data=1">a</a>',
      '<a href="https://e.com/a">a</a>',
    ],
    [
      '<a href="https://www.google.com/url?q=https://e.com/b&amp;sa=D">a</a>',
      '<a href="https://e.com/b">a</a>',
    ],
    ['<a href="/Lists/a.pdf">a</a> <a href="b.aspx">b</a> <a href="file:///c">c</a>', 'a b c'],
    ['<a href="https://e.com/x#n1">1</a><p id="n1">b</p>', '<a href="#n1">1</a><p id="n1">b</p>'],
    [
      '<a href="mailto:a@e.com">a</a> <a href="tel:113">b</a>',
      '<a href="mailto:a@e.com">a</a> <a href="tel:113">b</a>',
    ],
    ['<a href="javascript:x()">a</a>', 'a'],
  ],
  leaveOutLanguages: [
    ['<p lang="EN-US">a</p>', '<p>a</p>', 'word'],
    ['<p lang="en">a</p><p lang="vi-VN">b</p>', '<p lang="en">a</p><p>b</p>', 'web'],
  ],
}

describe('each pass over what is pasted', () => {
  it.each(Object.entries(passes))('%s', async (name, cases) => {
    const { page, troubles } = await openDeskPage(browser, 'functions/desk/body/inert.ts', ...modules)
    const made = await page.evaluate(
      ([pass, given]) => {
        const { desk } = window as unknown as { desk: typeof Inert & Record<string, Pass> }
        return given.map(([html, , source = 'web']) => {
          const root = desk.inert(html)
          const notes = { pictures: [], links: [], dropped: new Set<never>() }
          let count = 0
          const newId = () => `p${String(count++).padStart(9, '0')}`
          desk[pass]?.({ root, source, locale: 'vi', notes, newId })
          const box = root.ownerDocument.createElement('div')
          box.append(root)
          return box.innerHTML.replaceAll('data-said-style=', 'style=')
        })
      },
      [name, cases] as const,
    )
    expect(made).toEqual(cases.map(([, expected]) => expected))
    expect(troubles).toEqual([])
  })
})
