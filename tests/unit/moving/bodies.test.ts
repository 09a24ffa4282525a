import { describe, expect, it } from 'vitest'
import { readBody } from '../../../functions/moving-in/plan/body.ts'

const resolver = { picture: () => 'media:0000000000', link: (address: string) => address }
const bodyOf = (html: string) => {
  const body = readBody(html, resolver)
  return 'html' in body ? body.html : ''
}
const figure = '<figure><img src="media:0000000000" alt="x"><figcaption>Quang cảnh</figcaption></figure>'

describe('words under a picture', () => {
  it.each([
    '<p style="text-align&#58;center"><img src="a.jpg" alt="x"><br>Quang cảnh</p>',
    '<p align="center"><a href="a.jpg"><img src="a.jpg" alt="x"></a><br>Quang cảnh</p>',
    '<div class="aligncenter"><span><img src="a.jpg" alt="x"><br>Quang cảnh<br></span></div>',
    '<p>\n<img src="a.jpg" alt="x">\n<br><em>Quang cảnh</em></p>',
  ])('are its caption: %s', (html) => {
    expect(bodyOf(html).replaceAll(/<\/?(?:em|a)\b[^>]*>/gu, '')).toBe(figure)
  })
  it.each([
    '<p><img src="a.jpg" alt="x"><br>Quang cảnh</p>',
    '<p style="text-align:center">Trước <img src="a.jpg" alt="x"><br><em>Quang cảnh</em></p>',
    `<p style="text-align:center"><img src="a.jpg" alt="x"><br>${'dài '.repeat(100)}</p>`,
    '<p style="text-align:center"><img src="a.jpg" alt="x"><br><img src="b.jpg" alt="y"> và chữ</p>',
  ])('are text where nothing says so: %s', (html) => {
    expect(bodyOf(html)).not.toContain('figcaption')
  })
})

describe('a body without markup', () => {
  it.each([
    ['&lt;p&gt;Thoát &amp;amp; hai lần&lt;/p&gt;', '<p>Thoát &amp; hai lần</p>'],
    ['Giá &amp; phí&#58; 5 &lt; 6', '<p>Giá &amp; phí: 5 &lt; 6</p>'],
    ['Chỉ & chữ', '<p>Chỉ &amp; chữ</p>'],
  ])('is read as it was meant: %s', (given, html) => {
    expect(bodyOf(given)).toBe(html)
  })
})
