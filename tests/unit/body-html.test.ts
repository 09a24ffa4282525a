import { describe, expect, it } from 'vitest'
import { clean, cleanBody } from '../../functions/domain/body/clean.ts'
import { bodyHtml } from '../../functions/domain/body/html.ts'
import { complaints, expectSafe, expectStable } from '../support/articles/body.ts'
import { inEnglish } from '../support/refusal.ts'

const cases: Record<string, [given: string, cleaned: string][]> = {
  'makes paragraphs of text': [
    ['', ''],
    [' \n ', ''],
    ['một', '<p>một</p>'],
    ['a<div>b</div>c', '<p>a</p><p>b</p><p>c</p>'],
    ['<section><div><div>a</div></div></section>', '<p>a</p>'],
    ['<p>a<p>b', '<p>a</p><p>b</p>'],
    ['<p>a<div>b</div>c</p>', '<p>a</p><p>b</p><p>c</p>'],
    ['<p> a \n  b </p>\n<p>c</p>', '<p>a b</p><p>c</p>'],
    ['<p>&nbsp;</p><p>&nbsp;a&nbsp;&nbsp;b&nbsp;</p>', '<p>a b</p>'],
    ['<p></p><p><b> </b></p><h2></h2><p><a href="/x"></a></p>', ''],
    ['<pre>a\n  b\n\nc</pre>', '<p>a<br>b</p><p>c</p>'],
    ['<dl><dt>a<dd>b</dl>', '<p>a</p><p>b</p>'],
    ['a &lt;b&gt; &amp; "c"', '<p>a &lt;b&gt; &amp; "c"</p>'],
  ],
  'takes two line breaks for a new paragraph': [
    ['a<br>b', '<p>a<br>b</p>'],
    ['a<br><br>b', '<p>a</p><p>b</p>'],
    ['a<br>&nbsp;<br/> <br>b<br>', '<p>a</p><p>b</p>'],
    ['<p><br>a<br></p>', '<p>a</p>'],
    ['<strong>a<br><br>b</strong>', '<p><strong>a</strong></p><p><strong>b</strong></p>'],
    ['<h2>a<br><br>b</h2>', '<h2>a<br>b</h2>'],
  ],
  'keeps what running text says, once': [
    ['<b>a</b> <i>b</i> <strike>c</strike>', '<p><strong>a</strong> <em>b</em> <s>c</s></p>'],
    ['<b>a <b>b</b></b>', '<p><strong>a b</strong></p>'],
    ['<b>a</b><b>b</b>', '<p><strong>ab</strong></p>'],
    ['<b>a </b>b', '<p><strong>a</strong> b</p>'],
    ['a<b> </b>b', '<p>a b</p>'],
    ['<b>a<p>b</p></b>', '<p><strong>a</strong></p><p><strong>b</strong></p>'],
    ['<b>a<i>b</b>c</i>', '<p><strong>a<em>b</em></strong>c</p>'],
    ['H<sub>2</sub>O, m<sup>2</sup>', '<p>H<sub>2</sub>O, m<sup>2</sup></p>'],
    [
      '<abbr title=" Sở  Ngoại vụ ">SNgV</abbr><abbr>x</abbr>',
      '<p><abbr title="Sở Ngoại vụ">SNgV</abbr>x</p>',
    ],
    ['e<span>&#x301;</span>', '<p>é</p>'],
    ['a&#x202e;b&#x200b;c&#0;d&#x1b;', '<p>abc\ufffdd</p>'],
    ['<p>&#x338;a</p>', '<p>a</p>'],
  ],
  'keeps a footnote where its number will stand': [
    [
      '<p>Theo báo cáo<small role="note">Báo cáo <b>số 5</b>, <a href="https://e.com/">xem</a>.</small>, năm nay</p>',
      '<p>Theo báo cáo<small role="note">Báo cáo <strong>số 5</strong>, <a href="https://e.com/" rel="noopener">xem</a>.</small>, năm nay</p>',
    ],
    ['a<small role="note"> b </small>c', '<p>a<small role="note">b</small>c</p>'],
    ['a<small role="note"><p>b</p><p>c</p></small>', '<p>a<small role="note">b<br>c</small></p>'],
    ['a<small role="note"><ul><li>b<li>c</ul></small>', '<p>a<small role="note">b<br>c</small></p>'],
    ['a<small role="note"> <i> </i></small>b<small role="note"><br></small>', '<p>ab</p>'],
    [
      'a<small role="note">b</small><small role="note">c</small>',
      '<p>a<small role="note">b</small><small role="note">c</small></p>',
    ],
    [
      'a<small role="note">b<small role="note">c</small>d</small>',
      '<p>a<small role="note">b c d</small></p>',
    ],
    ['<small>a</small> <small role="status">b</small>', '<p>a b</p>'],
    [
      '<p><b>a<small role="note">b</small> <a href="/x">c<small role="note"><a href="/y">d</a></small></a></b></p>',
      '<p><strong>a</strong><small role="note">b</small> <strong><a href="/x">c</a></strong><small role="note"><a href="/y">d</a></small></p>',
    ],
    [
      '<p><i lang="en">a<small role="note">b</small></i><small role="note" lang="fr">c</small></p>',
      '<p><em lang="en">a</em><small role="note" lang="en">b</small><small role="note" lang="fr">c</small></p>',
    ],
    [
      '<table><caption>a<small role="note">b</small></caption><tr><td>c<small role="note">d</small></table><figure><img src="media:4k7m2p9x1a" alt=""><figcaption>e<small role="note">f</small></figcaption></figure>',
      '<table><caption>a<small role="note">b</small></caption><tbody><tr><td>c<small role="note">d</small></td></tr></tbody></table><figure><img src="media:4k7m2p9x1a" alt=""><figcaption>e<small role="note">f</small></figcaption></figure>',
    ],
    ['<p>a<small role="note" id="x" onclick="y()">b</small></p>', '<p>a<small role="note">b</small></p>'],
  ],
  'keeps links that are safe, and the text of the others': [
    [
      '<a href="https://e.com/a?b=1&c=2">x</a>',
      '<p><a href="https://e.com/a?b=1&amp;c=2" rel="noopener">x</a></p>',
    ],
    ['<a href="/vi/x" target="_blank" onclick="y()">x</a>', '<p><a href="/vi/x">x</a></p>'],
    [
      '<a href="mailto:a@e.com">x</a> <a href="tel:113">y</a>',
      '<p><a href="mailto:a@e.com">x</a> <a href="tel:113">y</a></p>',
    ],
    ['<a href="//e.com">x</a>', '<p>x</p>'],
    ['<a href="page.aspx">x</a> <a name="top">y</a>', '<p>x y</p>'],
    ['<a href="www.example.vn/a">x</a>', '<p><a href="https://www.example.vn/a" rel="noopener">x</a></p>'],
    ['<a href="www.">x</a> <a href="www.a b">y</a>', '<p>x y</p>'],
    ['<a href="https://u:p@e.com">x</a>', '<p>x</p>'],
    ['<a href="/a">x<a href="/b">y</a></a>', '<p><a href="/a">x</a><a href="/b">y</a></p>'],
    ['<a href="/a"><div>x</div><div>y</div></a>', '<p><a href="/a">x</a></p><p><a href="/a">y</a></p>'],
    ['<p>x <a href="/a"> y </a> z</p>', '<p>x <a href="/a">y</a> z</p>'],
  ],
  'keeps a film of the library with its picture and what is said in it': [
    [
      '<p>a</p><video controls src="media:4k7m2p9x1a" poster="media:4k7m2p9x1b" width="9"><track src="media:4k7m2p9x1c" srclang="vi" default></video>',
      '<p>a</p><figure><video src="media:4k7m2p9x1a" poster="media:4k7m2p9x1b"><track src="media:4k7m2p9x1c" srclang="vi"></video></figure>',
    ],
    [
      '<figure><video src="media:4k7m2p9x1a" poster="/x.jpg"><track src="/x.vtt" srclang="vi"><track src="media:4k7m2p9x1c" srclang="en"><track src="media:4k7m2p9x1d" srclang="en"></video><figcaption>b</figcaption></figure>',
      '<figure><video src="media:4k7m2p9x1a"><track src="media:4k7m2p9x1c" srclang="en"></video><figcaption>b</figcaption></figure>',
    ],
    ['<p>a<video src="/x.mp4">b<source src="/y.mp4"></video></p>', '<p>a</p>'],
  ],
  'keeps a film of another site as a link to it': [
    [
      '<figure lang="en"><a href="https://youtu.be/abcdefghijk?si=x" data-embed class="x"> A <b>film</b> </a><figcaption>b</figcaption></figure>',
      '<figure lang="en"><a href="https://www.youtube.com/watch?v=abcdefghijk" data-embed="">A film</a><figcaption>b</figcaption></figure>',
    ],
    [
      '<p>a <b><a href="https://vimeo.com/12345678" data-embed="">film</a></b> b</p>',
      '<p>a</p><figure><a href="https://vimeo.com/12345678" data-embed="">film</a></figure><p>b</p>',
    ],
    [
      '<iframe title="YouTube video player" src="//www.youtube.com/embed/abcdefghijk?start=90">No frames.</iframe>',
      '<figure><a href="https://www.youtube.com/watch?v=abcdefghijk&amp;t=90" data-embed="">https://www.youtube.com/watch?v=abcdefghijk&amp;t=90</a></figure>',
    ],
    [
      '<div><iframe title="Hội nghị" src="https://player.vimeo.com/video/12345678?h=abcdef12"></iframe><p>b</p></div>',
      '<figure><a href="https://vimeo.com/12345678/abcdef12" data-embed="">Hội nghị</a></figure><p>b</p>',
    ],
    [
      '<a href="https://www.youtube.com/watch?v=abcdefghijk">a</a> <a href="https://example.vn/x" data-embed>b</a>',
      '<p><a href="https://www.youtube.com/watch?v=abcdefghijk" rel="noopener">a</a> <a href="https://example.vn/x" rel="noopener">b</a></p>',
    ],
    [
      '<table><caption>a <a href="https://youtu.be/abcdefghijk" data-embed>b</a></caption><tr><td>c</table>',
      '<table><caption>a<br>b</caption><tbody><tr><td>c</td></tr></tbody></table>',
    ],
  ],
  'makes footnotes of links that lead to each other, as other programs write them': [
    // Word
    [
      '<p>a<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><sup>[1]</sup></a> b</p><div style="mso-element:footnote-list"><hr><div style="mso-element:footnote" id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a> c</p><p>d</p></div></div>',
      '<p>a<small role="note">c<br>d</small> b</p>',
    ],
    // LibreOffice
    [
      '<p>a<a class="sdfootnoteanc" name="sdfootnote1anc" href="#sdfootnote1sym"><sup>1</sup></a></p><div id="sdfootnote1"><p><a class="sdfootnotesym" name="sdfootnote1sym" href="#sdfootnote1anc">1</a> c</p></div>',
      '<p>a<small role="note">c</small></p>',
    ],
    // Google Docs
    [
      '<p>a<sup><a href="#ftnt1" id="ftnt_ref1">[1]</a></sup> b<sup><a href="#ftnt2" id="ftnt_ref2">[2]</a></sup></p><hr><div><p><a href="#ftnt_ref1" id="ftnt1">[1]</a><span>&nbsp;c</span></p></div><div><p><a href="#ftnt_ref2" id="ftnt2">[2]</a><span>&nbsp;d</span></p></div>',
      '<p>a<small role="note">c</small> b<small role="note">d</small></p>',
    ],
    // Wikipedia
    [
      '<p>a<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup></p><ol><li id="cite_note-1"><b><a href="#cite_ref-1">^</a></b> <span>c</span></li></ol>',
      '<p>a<small role="note">c</small></p>',
    ],
    // Pandoc
    [
      '<p>a<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a></p><section><hr><ol><li id="fn1"><p>c <a href="#fnref1">↩︎</a></p></li><li>d</li></ol></section>',
      '<p>a<small role="note">c</small></p><hr><ol><li>d</li></ol>',
    ],
    // One that a note refers to stays a link, and so does a second sign for the same note.
    [
      '<p>a<a href="#x" id="r">1</a> <a href="#x">1</a></p><p id="x">c <a href="#r">^</a> <a href="#y" id="s">2</a></p><p id="y">d <a href="#s">^</a></p>',
      '<p>a<small role="note">c <a href="#body-y">2</a></small> 1</p><p><span id="body-y"></span>d ^</p>',
    ],
  ],
  'leaves links that lead to each other otherwise': [
    [
      '<p><a href="#s1" id="t1">Phần một</a></p><h2 id="s1"><a href="#t1">Phần một</a></h2>',
      '<p><a href="#body-s1"><span id="body-t1"></span>Phần một</a></p><h2><a href="#body-t1"><span id="body-s1"></span>Phần một</a></h2>',
    ],
    [
      '<p><a href="#s1" id="t1">1</a></p><h2 id="s1"><a href="#t1">a</a></h2>',
      '<p><a href="#body-s1"><span id="body-t1"></span>1</a></p><h2><a href="#body-t1"><span id="body-s1"></span>a</a></h2>',
    ],
    [
      '<div id="top"><p>a<a href="#x">1</a></p><p id="x">b <a href="#top">^</a></p></div>',
      '<p><span id="body-top"></span>a<a href="#body-x">1</a></p><p><span id="body-x"></span>b <a href="#body-top">^</a></p>',
    ],
    [
      '<p>a<a href="#body-fn1"><span id="body-r1"></span>1</a></p><p><span id="body-fn1"></span>b <a href="#body-r1">^</a></p>',
      '<p>a<a href="#body-fn1"><span id="body-r1"></span>1</a></p><p><span id="body-fn1"></span>b <a href="#body-r1">^</a></p>',
    ],
  ],
  'lets links lead to places of the text, under names of its own': [
    [
      '<a href="#_ftn1" name="_ftnref1">[1]</a><ol><li>x<li><a name="_ftn1"></a> y</ol>',
      '<p><a href="#body-ftn1">[1]</a></p><ol><li>x</li><li><span id="body-ftn1"></span>y</li></ol>',
    ],
    [
      '<a href="#M%E1%BB%A5c 1">x</a><table id="Mục 1"><tr><td>y</table>',
      '<p><a href="#body-muc-1">x</a></p><table><tbody><tr><td><span id="body-muc-1"></span>y</td></tr></tbody></table>',
    ],
    [
      '<a href="#b">x</a><div id="b"></div><figure id="c"><img src="media:4k7m2p9x1a" alt=""></figure><h3>y</h3>',
      '<p><a href="#body-b">x</a></p><figure><img src="media:4k7m2p9x1a" alt=""></figure><h2><span id="body-b"></span>y</h2>',
    ],
    ['<a href="#x">a</a> <a href="#">b</a> <b id="y">c</b>', '<p>a b <strong>c</strong></p>'],
    ['<a href="#x">a</a><p id="x"> </p>', '<p>a</p>'],
    ['<p id="x">a</p><p id="x">b</p><a href="#x"></a>', '<p>a</p><p>b</p>'],
    [
      '<p id="x">a</p><p id="x">b</p><a href="#x">c</a>',
      '<p><span id="body-x"></span>a</p><p>b</p><p><a href="#body-x">c</a></p>',
    ],
  ],
  'reads what styles say of words': [
    [
      '<b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr"><span style="font-weight:700">Đậm thật</span><span style="font-weight:400"> thường </span><span style="font-style:italic">nghiêng</span></p></b>',
      '<p><strong>Đậm thật</strong> thường <em>nghiêng</em></p>',
    ],
    ['<span style="FONT-WEIGHT: Bold !important">a</span>', '<p><strong>a</strong></p>'],
    ['<font style="font-weight:600;font-style:oblique">a</font>', '<p><strong><em>a</em></strong></p>'],
    ['<b>a <span style="font-weight:normal">b</span></b>', '<p><strong>a</strong> b</p>'],
    ['<b style="mso-bidi-font-weight:normal">a</b>', '<p><strong>a</strong></p>'],
    ['<i style="font-style:normal;font-weight:bold">a</i>', '<p><strong>a</strong></p>'],
    [
      'm<span style="vertical-align:super">2</span> <span style="text-decoration:line-through">b</span>',
      '<p>m<sup>2</sup> <s>b</s></p>',
    ],
    ['<span style="font-weight:inherit;x">a</span><span marks="strong">b</span>', '<p>ab</p>'],
  ],
  'makes lists of what Word shows as items': [
    [
      `<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='font-family:Symbol'><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span></span><![endif]>Mục một<o:p></o:p></p>`,
      '<ul><li>Mục một</li></ul>',
    ],
    [
      [
        [1, '1.', 'a'],
        [2, 'a)', 'b'],
        [2, 'b)', 'c'],
        [1, '2.', 'd'],
      ]
        .map(
          ([level, marker, text]) =>
            `<p style="mso-list:l1 level${level} lfo2"><!--[if !supportLists]--><span style="mso-list:Ignore">${marker}<span> </span></span><!--[endif]-->${text}</p>\n`,
        )
        .join(''),
      '<ol><li>a<ol><li>b</li><li>c</li></ol></li><li>d</li></ol>',
    ],
    [
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">·</span>a</p>b<p style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">3.</span>c</p><p style="mso-list:l2 level1 lfo3"><span style="mso-list:Ignore">·</span>d</p>',
      '<ul><li>a</li></ul><p>b</p><ol start="3"><li>c</li></ol><ul><li>d</li></ul>',
    ],
    ['<p style="mso-list:l0 level9 lfo1">a</p><p style="mso-list:none">b</p>', '<ul><li>a</li></ul><p>b</p>'],
    ['<h1 style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">1.</span> a</h1>', '<h2>1. a</h2>'],
    // Of a number of several levels the last one counts here.
    [
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">2.</span>a</p><p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">2.1.</span>b</p><p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">2.2.</span>c</p>',
      '<ol start="2"><li>a<ol><li>b</li><li>c</li></ol></li></ol>',
    ],
    // What goes on below a paragraph goes on counting, whatever it counts by.
    [
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">c)</span>a</p><p>b</p><p style="mso-list:l1 level1 lfo2"><span style="mso-list:Ignore">IV.</span>c</p>',
      '<ol start="3"><li>a</li></ol><p>b</p><ol start="4"><li>c</li></ol>',
    ],
    // By these words texts refer to it.
    [
      '<p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">Điều 3.<span>&nbsp;</span></span>Phạm vi</p><p style="mso-list:l0 level1 lfo1"><span style="mso-list:Ignore">Điều 4. </span>Đối tượng</p>',
      '<p>Điều 3. Phạm vi</p><p>Điều 4. Đối tượng</p>',
    ],
  ],
  'begins headings at h2 and skips no level': [
    ['<h1>a</h1><p>b', '<h2>a</h2><p>b</p>'],
    ['<h2>a</h2><h4>b</h4><h4>c</h4><h2>d</h2>', '<h2>a</h2><h3>b</h3><h3>c</h3><h2>d</h2>'],
    ['<h3>a</h3><h4>b</h4><h3>c</h3>', '<h2>a</h2><h3>b</h3><h2>c</h2>'],
    [
      '<h1>a</h1><h2>b</h2><h3>c</h3><h4>d</h4><h6>e</h6>',
      '<h2>a</h2><h3>b</h3><h4>c</h4><h4>d</h4><h4>e</h4>',
    ],
    ['<h2>a<ul><li>b</ul></h2>', '<h2>a</h2><ul><li>b</li></ul>'],
    ['<h2><p>a</p></h2>', '<h2>a</h2>'],
    ['<h2> </h2><h3>a</h3>', '<h2>a</h2>'],
  ],
  'keeps items in lists and lists in items': [
    ['<ul><li>a<li>b</ul>', '<ul><li>a</li><li>b</li></ul>'],
    ['<ul><li><p>a</p></li><li></li></ul><ol></ol>', '<ul><li>a</li></ul>'],
    ['<ul><li>a<ul><li>b</ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    ['<ul><li>a</li><ul><li>b</li></ul></ul>', '<ul><li>a<ul><li>b</li></ul></li></ul>'],
    ['<ul><ol><li>b</ol></ul>', '<ul><li><ol><li>b</li></ol></li></ul>'],
    ['<ul>a<li>b</li><p>c</p></ul>', '<ul><li>a</li><li>b</li><li>c</li></ul>'],
    ['<ul><div><li>a</li><li>b</li></div></ul>', '<ul><li>a</li><li>b</li></ul>'],
    ['a<li>b</li><li>c</li>d', '<p>a</p><ul><li>b</li><li>c</li></ul><p>d</p>'],
    ['<ul><li><p>a</p><p>b</p></li></ul>', '<ul><li><p>a</p><p>b</p></li></ul>'],
    ['<ol start="3" reversed type="a"><li value="9">a</ol>', '<ol start="3" reversed=""><li>a</li></ol>'],
    ['<ol start="x"><li>a</ol>', '<ol><li>a</li></ol>'],
    ['<menu><li>a</menu>', '<ul><li>a</li></ul>'],
  ],
  'makes tables whole': [
    ['<table><tr><td>a</table>', '<table><tbody><tr><td>a</td></tr></tbody></table>'],
    [
      '<table width=1><caption> a <p>b</caption><tr><th>c<th>d<tr><th>e<td>f</table>',
      '<table><caption>a<br>b</caption><thead><tr><th scope="col">c</th><th scope="col">d</th></tr></thead><tbody><tr><th scope="row">e</th><td>f</td></tr></tbody></table>',
    ],
    [
      '<table><tr><th rowspan=2>a<th>b<tr><th>c<tr><td>d<td>e</table>',
      '<table><thead><tr><th scope="col" rowspan="2">a</th><th scope="col">b</th></tr><tr><th scope="col">c</th></tr></thead><tbody><tr><td>d</td><td>e</td></tr></tbody></table>',
    ],
    [
      '<table><tr><th rowspan=2>a<th>b<tr><td>c</table>',
      '<table><tbody><tr><th scope="col" rowspan="2">a</th><th scope="col">b</th></tr><tr><td>c</td></tr></tbody></table>',
    ],
    [
      '<table><tfoot><tr><td>z</tfoot><tr><td colspan=2 class=x>a<thead><tr><td>y</table>',
      '<table><thead><tr><td>y</td></tr></thead><tbody><tr><td colspan="2">a</td></tr></tbody><tfoot><tr><td>z</td></tr></tfoot></table>',
    ],
    [
      '<table><tr><td colspan="9999" rowspan="-1">a</table>',
      '<table><tbody><tr><td>a</td></tr></tbody></table>',
    ],
    ['<table><tr><td>&nbsp;<td></table>', ''],
    ['<table>x<tr><td>a</table>', '<p>x</p><table><tbody><tr><td>a</td></tr></tbody></table>'],
    ['<table><tr><td>a<td></table>', '<table><tbody><tr><td>a</td><td></td></tr></tbody></table>'],
    ['<tr><td>a</td><td>b</td></tr>', '<p>a</p><p>b</p>'],
  ],
  'keeps quotes, rules between blocks and languages': [
    ['<blockquote>a</blockquote><blockquote> </blockquote>', '<blockquote><p>a</p></blockquote>'],
    ['<hr>a<hr><hr>b<hr>', '<p>a</p><hr><p>b</p>'],
    ['<p lang="en">a</p><p lang="not a tag">b</p>', '<p lang="en">a</p><p>b</p>'],
    ['<div lang="en"><p>a</p><ul><li>b</ul></div>', '<p lang="en">a</p><ul lang="en"><li>b</li></ul>'],
    ['a <span lang="en" style="x">b</span> <span>c</span>', '<p>a <span lang="en">b</span> c</p>'],
    ['<i lang="en">a</i>', '<p><em lang="en">a</em></p>'],
    ['<span lang="fr"><p lang="en">a</p></span>', '<p lang="en">a</p>'],
  ],
  'reads what SharePoint and Word leave behind': [
    [
      '<div class="ExternalClass0A1B"><p class="ms-rteElement-P" style="text-align:justify"><span style="font-size:14pt">&#160;Ngày <font face="Times">15</font>/7&#160;</span></p><p><br></p></div>',
      '<p>Ngày 15/7</p>',
    ],
    [
      '<!--[if gte mso 9]><xml><w:WordDocument>x</w:WordDocument></xml><![endif]--><p class=MsoNormal>a<o:p></o:p></p>',
      '<p>a</p>',
    ],
    ['<xml><o:OfficeDocumentSettings>x</o:OfficeDocumentSettings></xml>a', '<p>a</p>'],
    ['<p><![if !supportEmptyParas]>a<![endif]>b</p>', '<p>ab</p>'],
    [
      '<html><head><title>t</title><style>p{}</style></head><body lang=VI>a</body></html>',
      '<p lang="VI">a</p>',
    ],
    ['<p><img src="x.png" alt="y">a</p>', '<p>a</p>'],
    ['<center><u>a</u></center>', '<p><u>a</u></p>'],
  ],
}

Object.assign(cases, {
  'keeps pictures and sound of the media library, each in a figure': [
    ['<img src="media:4k7m2p9x1a">', '<figure><img src="media:4k7m2p9x1a"></figure>'],
    [
      '<p>a <img src="media:4k7m2p9x1a" alt=" Cột  mốc " width="9" onerror="x()" srcset="y"> b</p>',
      '<p>a</p><figure><img src="media:4k7m2p9x1a" alt="Cột mốc"></figure><p>b</p>',
    ],
    [
      '<figure class="x"><img src="media:4k7m2p9x1a" alt=""><figcaption>Cột mốc <cite>Ảnh: Sở</cite></figcaption></figure>',
      '<figure><img src="media:4k7m2p9x1a" alt=""><figcaption>Cột mốc <cite>Ảnh: Sở</cite></figcaption></figure>',
    ],
    [
      '<figure><div>a</div><p><a href="/x"><img src="media:4k7m2p9x1a" alt="b"></a></p><p>c</figure>',
      '<figure><img src="media:4k7m2p9x1a" alt="b"><figcaption>a<br>c</figcaption></figure>',
    ],
    [
      '<figure><audio src="media:4k7m2p9x1a" controls autoplay></audio><figcaption lang="en">Radio</figcaption></figure>',
      '<figure><audio src="media:4k7m2p9x1a"></audio><figcaption lang="en">Radio</figcaption></figure>',
    ],
    [
      '<ul><li>a<img src="media:4k7m2p9x1a" alt="b"></ul>',
      '<ul><li><p>a</p><figure><img src="media:4k7m2p9x1a" alt="b"></figure></li></ul>',
    ],
    [
      '<h2>a<img src="media:4k7m2p9x1a" alt="b"></h2>',
      '<h2>a</h2><figure><img src="media:4k7m2p9x1a" alt="b"></figure>',
    ],
    ['<a href="media:4k7m2p9x1a">Công văn</a>', '<p><a href="media:4k7m2p9x1a">Công văn</a></p>'],
  ],
  'makes a gallery of several pictures in one figure': [
    [
      '<figure><img src="media:4k7m2p9x1a" alt="a"><img src="media:4k7m2p9x1b" alt="b"></figure>',
      '<figure><figure><img src="media:4k7m2p9x1a" alt="a"></figure><figure><img src="media:4k7m2p9x1b" alt="b"></figure></figure>',
    ],
    [
      '<figure><figure><img src="media:4k7m2p9x1a" alt="a"><figcaption>1</figcaption></figure><figure><figure><img src="media:4k7m2p9x1b" alt="b"></figure></figure><figcaption>2</figcaption></figure>',
      '<figure><figure><img src="media:4k7m2p9x1a" alt="a"><figcaption>1</figcaption></figure><figure><img src="media:4k7m2p9x1b" alt="b"></figure><figcaption>2</figcaption></figure>',
    ],
    [
      '<figure><figure><img src="media:4k7m2p9x1a" alt="a"></figure></figure>',
      '<figure><img src="media:4k7m2p9x1a" alt="a"></figure>',
    ],
  ],
  'loses what is not in the media library': [
    ['a <img src="https://e.com/x.png" alt="x"> b', '<p>a b</p>'],
    [
      'a <img src="media:../../x"> <img src="media:4K7M2P9X1A"> <img src="media:4k7m2p9x1a?x"> b',
      '<p>a b</p>',
    ],
    ['<figure><img src="data:image/png;base64,AA=="><figcaption>b</figcaption></figure>', '<p>b</p>'],
    [
      '<figure>a<table><tr><td>b</table></figure>',
      '<p>a</p><table><tbody><tr><td>b</td></tr></tbody></table>',
    ],
    ['a <audio src="/x.mp3"><p>gone</p></audio> b', '<p>a b</p>'],
    ['<a href="media:x">b</a>', '<p>b</p>'],
  ],
} satisfies typeof cases)

describe.each(Object.entries(cases))('a body %s', (_, table) => {
  it.each(table)('%s', (given, cleaned) => {
    expect(cleanBody(given)).toBe(cleaned)
    expectStable(cleaned)
    expectSafe(cleaned)
    expect(complaints(cleaned)).toEqual([])
  })
})

describe('what a body may not hold', () => {
  const holders = [
    'script',
    'style',
    'template',
    'noscript',
    'iframe',
    'object',
    'svg',
    'math',
    'textarea',
    'select',
  ]

  it('loses its form, not its text: a page of the old portal stands in one', () => {
    expect(cleanBody('a <form action="x"><p>kept</p><button>gone</button></form> b')).toBe(
      '<p>a</p><p>kept</p><p>b</p>',
    )
  })

  it.each(holders)('goes with its content: %s', (tag) => {
    expect(cleanBody(`a <${tag}><p>gone</p></${tag}> b`)).toBe('<p>a b</p>')
  })

  it('is refused with the limit and the number', () => {
    const refusal = (html: string) =>
      bodyHtml.safeParse(html).error?.issues.map(({ message }) => inEnglish(message))
    expect(refusal('x'.repeat(200_001))).toEqual(['has 200001 characters; at most 200,000 are allowed'])
    expect(refusal('<b>'.repeat(20_001))).toEqual(['has 20,001 HTML tags; at most 20,000 are allowed'])
    expect(refusal('a\u202eb')).toEqual(['holds the control character U+202E; remove it'])
    expect(refusal(`<a href="/${'x'.repeat(1900)}">${'<p>x'.repeat(200)}`)?.[0]).toMatch(
      /once it is cleaned; at most 200,000/,
    )
    expect(bodyHtml.parse('x'.repeat(199_993))).toHaveLength(200_000)
  })
})

describe('what cannot come along', () => {
  const dropped = (html: string) => clean(html).dropped

  it('is named, with how often and the first of it', () => {
    const given =
      '<p>Xem</p><iframe src="https://www.youtube.com/embed/"></iframe><p><a href="van-ban.pdf">t</a> <a href="www.example.vn">w</a> <a href="#fn1" id="r1">1</a></p><img src="https://example.vn/a.jpg" alt="x">'
    expect(clean(given)).toEqual({
      html: '<p>Xem</p><p>t <a href="https://www.example.vn" rel="noopener">w</a> 1</p>',
      dropped: [
        { what: 'video', count: 1, sample: 'https://www.youtube.com/embed/' },
        { what: 'link', count: 1, sample: 'van-ban.pdf' },
        { what: 'external_picture', count: 1, sample: 'https://example.vn/a.jpg' },
        { what: 'anchor', count: 1, sample: '#fn1' },
      ],
    })
  })

  it.each([
    ['<video src="/x.mp4"></video>', 'video'],
    [
      '<table><caption>a <a href="https://youtu.be/abcdefghijk" data-embed>x</a></caption><tr><td>b</table>',
      'video',
    ],
    ['<iframe src="https://maps.example/"></iframe>', 'embedded_object'],
    ['<iframe src="https://youtube.com.example/embed/x"></iframe>', 'embedded_object'],
    ['<object data="x.swf"></object>', 'embedded_object'],
    ['<embed src="x.swf">', 'embedded_object'],
    ['<svg><path d=""/></svg>', 'embedded_object'],
    ['<audio src="/x.mp3"></audio>', 'external_sound'],
    ['<script>x()</script>', 'script'],
    ['<style>p{}</style>', 'styles'],
    ['<link rel="stylesheet" href="/x.css">', 'styles'],
    ['<button>x</button>', 'form_control'],
    ['<input value="x">', 'form_control'],
    ['<xml><o:x>1</o:x></xml>', 'metadata'],
    ['<a href="javascript:x()">a</a>', 'link'],
    ['<a href="media:x">a</a>', 'link'],
    ['<table><caption>a <img src="media:4k7m2p9x1a"></caption><tr><td>b</table>', 'picture'],
  ])('is named of %s', (html, what) => {
    expect(dropped(`<p>a</p>${html}`)).toMatchObject([{ what, count: 1 }])
  })

  it('is counted, and shown by a line of it', () => {
    const many = dropped(`${'<img src="/a.png">'.repeat(3)}<script src="${'x\n'.repeat(500)}"></script>`)
    expect(many).toMatchObject([{ count: 3, sample: '/a.png' }, { count: 1 }])
    expect(many[1]?.sample.length).toBeLessThanOrEqual(120)
  })

  it.each([
    '<p style="color:red" class="x" onclick="y()">a</p>',
    '<a href="/x">b</a><a name="y">c</a><a>d</a>',
    '<!-- a -->',
    '<font face="x">a</font>',
  ])('is nothing where nothing is lost: %s', (html) => {
    expect(dropped(html)).toEqual([])
  })
})
