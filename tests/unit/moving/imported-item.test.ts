import { describe, expect, it } from 'vitest'
import type { PlannedArticle } from '../../../functions/moving-in/plan/planned.ts'
import { importedItem } from '../../../functions/moving-in/run/imported-item.ts'
import { createTags } from '../../../functions/moving-in/run/tags.ts'
import { dryRun } from '../../support/moving/plan.ts'
import { folderWith } from '../../support/moving/read.ts'

const text = 'Tiêu đề,Nội dung,Ngày xuất bản,Phân loại,ID\nBài,Thân bài.,15/07/2019 3:00 CH,Tin tức,1\n'

async function anArticle(more: Partial<PlannedArticle>): Promise<PlannedArticle> {
  const { articles } = await dryRun(folderWith({ 'xuat.csv': text }))
  const [article] = articles
  if (!article) throw new Error('there is no article')
  return { ...article, ...more }
}

const around = { site: 'https://cu.example', isHere: () => true, tags: createTags([], { tags: {} }) }

describe('an article of the plan', () => {
  it('keeps each old address as it was written there: escapes stay, other letters are escaped', async () => {
    const oldAddresses = ['/Tin%E1/bao%23.aspx', '/Lists/Tin tức/DispForm.aspx?ID=1', '/x\ud800']
    expect(importedItem(await anArticle({ oldAddresses }), around).addresses.slice(0, 2)).toEqual([
      'https://cu.example/Tin%E1/bao%23.aspx',
      'https://cu.example/Lists/Tin%20t%E1%BB%A9c/DispForm.aspx?ID=1',
    ])
  })

  it('of a list of SharePoint is found by the other addresses that each item has', async () => {
    const list = '5d0c2a51-7f3e-4b8a-9a64-0c4f1b7e2d10'
    const article = await anArticle({
      key: `${list}/101`,
      system: 'sharepoint',
      oldAddresses: ['/so/Lists/TinTuc/DispForm.aspx?ID=101'],
    })
    expect(importedItem(article, around).addresses).toEqual([
      'https://cu.example/so/Lists/TinTuc/DispForm.aspx?ID=101',
      'https://cu.example/so/Lists/TinTuc/101_.000',
      `https://cu.example/so/_layouts/listform.aspx?PageType=4&ListId=${list}&ID=101`,
    ])
  })

  it('is found by the old addresses of its translations too', async () => {
    const en = {
      ...{ title: 'A text', summary: '', body: '<p>Text.</p>', publishedAt: null },
      ...{ status: 'draft' as const, oldAddresses: ['/en/text/'], leadImage: null },
    }
    const article = await anArticle({ oldAddresses: ['/bai/'], translations: { en } })
    expect(importedItem(article, around).addresses).toEqual([
      'https://cu.example/bai/',
      'https://cu.example/en/text/',
    ])
  })
})

describe('tags of the old portal', () => {
  const tag = (id: string, vi: string, retired = false) => ({
    ...{ id, retired, name: { vi, en: id }, slug: { vi: id, en: id } },
  })
  const all = [tag('asean', 'ASEAN'), tag('border', 'Biên giới'), tag('old', 'Cũ', true)]

  it('are those of the newsroom by name, whatever their case and marks, each once', () => {
    const tags = createTags(all, { tags: {} })
    expect(tags.idsOf(['asean', 'BIÊN GIỚI', 'bien gioi', 'Lạ'])).toEqual(['asean', 'border'])
    expect(tags.unknownOf(['asean', 'Lạ', 'Lạ', 'Cũ'])).toEqual(['Lạ', 'Cũ'])
  })

  it('are what the mapping says, and those that it leaves out are not asked about', () => {
    const tags = createTags(all, { tags: { Lạ: 'border', 'Không cần': '' } })
    expect(tags.idsOf(['Lạ', 'Không cần'])).toEqual(['border'])
    expect(tags.unknownOf(['Lạ', 'Không cần'])).toEqual([])
  })
})
