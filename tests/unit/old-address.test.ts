import { describe, expect, it } from 'vitest'
import { oldAddressOf } from '../../functions/domain/old-address.ts'

const at = (path: string) => oldAddressOf(`https://old.example${path}`)

describe('an address of the old portal', () => {
  it.each([
    ['in another case', '/TIN-TỨC/ĐỐI-NGOẠI.aspx', '/tin-tức/đối-ngoại.aspx'],
    ['with marks apart from their letters', '/tin-tức.aspx'.normalize('NFD'), '/tin-tức.aspx'],
    ['with + for a blank', '/tin+moi.aspx', '/tin%20moi.aspx'],
    ['with escapes of Windows', '/th%E1ng.aspx', '/tháng.aspx'],
    ['with an escaped slash', '/a%2Fb.aspx', '/a/b.aspx'],
    ['with two slashes', '//a//b.aspx', '/a/b.aspx'],
    ['with escapes that it needs none of', '/%61%27%28b%29%7E.aspx', "/a'(b)~.aspx"],
    ['with its parameters in another order', '/a.aspx?ItemID=7&l=Tin', '/a.aspx?L=Tin&x=y&itemid=7'],
    [
      'of an item of a list by the page of the system',
      '/_layouts/15/listform.aspx?PageType=4&ListId=%7B5D0C2A51-7F3E-4B8A-9A64-0C4F1B7E2D10%7D&ID=101',
      '/_layouts/listform.aspx?PageType=4&ListId=5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10&ID=101',
    ],
    ['with a slash at its end', '/khai-truong/', '/khai-truong'],
    ['of a post by its number', '/?p=11', '/?x=y&P=11'],
    ['of a post of a blog in a folder', '/tin/?p=11', '/tin?p=11'],
    ['with its number under another name', '/a.aspx?ID=7', '/a.aspx?x=y&id=7'],
  ])('is the same %s', (_, one, other) => {
    expect(at(one)).toBe(at(other))
  })

  it.each([
    ['/a.aspx?id=7', '/a.aspx?id=8'],
    ['/a.aspx?id=7', '/a.aspx%3Fid=8'],
    ['/tức.aspx', '/túc.aspx'],
    ['/a%23.aspx', '/a.aspx'],
    ['/a.aspx?ItemID=7', '/a.aspx?ID=7'],
    ['/?p=11', '/?p=12'],
    ['/_layouts/listform.aspx?ListId=a&ID=1', '/_layouts/listform.aspx?ListId=b&ID=1'],
    ['/?p=11', '/'],
    ['/?page_id=11', '/?p=11'],
    ['/a.aspx?ItemID=7&l=Tin', '/a.aspx?ItemID=7&l=Vanban'],
    ['/a.aspx?id=7&l=8', '/a.aspx?id=7%26l%3D8'],
  ])('is told from another: %s, %s', (one, other) => {
    expect(at(one)).not.toBe(at(other))
  })

  it('is kept as it always was where there is one way to write it', () => {
    expect(at('/Pages/Tin.aspx?ID=79')).toBe('/pages/tin.aspx?id=79')
    expect(at('/Tin%20T%E1%BB%A9c.aspx')).toBe('/tin%20t%e1%bb%a9c.aspx')
  })
})
