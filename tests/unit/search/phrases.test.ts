import { describe, expect, it } from 'vitest'
import { meantBy } from '../../../functions/search/keystrokes.ts'
import { wordKey } from '../../../functions/search/word-key.ts'
import { commit } from '../../../functions/search/writer.ts'
import { anIndex, aText, now, open, search } from '../../support/search/index.ts'

const exact = (word: string) => wordKey(word).exact

describe('what keystrokes were meant for', () => {
  it.each([
    ['hooij', 'hội'],
    ['hooji', 'hội'],
    ['nghij', 'nghị'],
    ['ddaor', 'đảo'],
    ['đaor', 'đảo'],
    ['nguowif', 'người'],
    ['dduwowcj', 'được'],
    ['vieetj', 'việt'],
    ['tieengs', 'tiếng'],
    ['nawngs', 'nắng'],
    ['hoaf', 'hòa'],
    ['ho65i', 'hội'],
    ['nghi5', 'nghị'],
    ['d9a3o', 'đảo'],
    ['ngu7o7i2', 'người'],
    ['ngu7oi2', 'người'],
    ['vie65t', 'việt'],
    ['na8ng1', 'nắng'],
    ['luawf', 'lừa'],
    ['muwa', 'mưa'],
    ['quawng', 'quăng'],
    ['nhw', 'như'],
  ])('%s: %s', (typed, word) => {
    expect(meantBy(typed)).toContain(exact(word))
  })

  it.each(['NĐ15', 'QD1', 'covid19', 'tw8', 'hội5', 'họp1'])('is nothing at all for %s', (typed) => {
    expect(meantBy(typed)).toEqual([])
  })

  it.each(['hội', 'nghi', 'lúa', '2024', 'a1', '', 'qđ'])('is nothing else for %s', (typed) => {
    expect(meantBy(typed).filter((each) => each !== exact(typed) && each === exact('hội'))).toEqual([])
  })
})

const titles = [
  'Hội nghị Trung ương',
  'Khai mạc Hội nghị Trung ương',
  'Hội nghị toàn quốc về chuyển đổi số',
  'Chuyển đổi số ở cơ sở',
  'Cảnh báo lừa đảo qua điện thoại',
  'Hồi âm bạn đọc',
  'Quyết định 01/QĐ-UBND',
]
const store = anIndex(titles.map((title, at) => aText({ id: `t${at}`, title })))
const index = store.then(open)
const suggestions = async (prefix: string) => (await (await index).suggest(prefix)).map(({ text }) => text)
const instead = async (q: string) => (await search(await index, q)).suggestionInstead?.toLowerCase()

describe('suggestions', () => {
  it('know what keystrokes were meant for, half a word of them too', async () => {
    expect(await suggestions('hooij ngh')).toContain('Hội nghị')
    expect(await suggestions('chuyeern ddo')).toContain('chuyển đổi số')
    expect(await suggestions('ho65i ng')).toContain('Hội nghị')
  })

  it('are not hidden by characters that nobody sees', async () => {
    expect(await suggestions('hội\u200b ng\ufe0f')).toEqual(await suggestions('hội ng'))
  })

  it('are the commonest phrases of titles that begin so, in their spelling', async () => {
    expect((await suggestions('hội ng'))[0]).toBe('Hội nghị')
    expect(await suggestions('hoi nghi trung')).toContain('Hội nghị Trung ương')
    expect(await suggestions('chuyen d')).toContain('chuyển đổi số')
  })

  it('have the marks that were typed', async () => {
    expect(await suggestions('hồi')).toContain('Hồi âm bạn đọc')
    expect((await suggestions('hồi')).some((text) => /hội/iu.test(text))).toBe(false)
    expect(await suggestions('hoi a')).toContain('Hồi âm bạn đọc')
  })

  it('leave out half of what is nearly always longer', async () => {
    expect(await suggestions('hội nghị t')).not.toContain('Hội nghị Trung')
  })

  it('know numbers of documents', async () => {
    expect(await suggestions('01/QĐ')).toContain('01/QĐ-UBND')
  })

  it('are none for a single letter, and never more than eight', async () => {
    expect(await suggestions('h')).toEqual([])
    expect((await suggestions('ho')).length).toBeLessThanOrEqual(8)
  })

  it('of a small index end with the text that they came from', async () => {
    const own = await anIndex([
      aText({ id: 'a', title: 'Một chuyện kín' }),
      aText({ id: 'b', title: 'Chuyện khác' }),
    ])
    expect(await open(own).suggest('một chuyện')).not.toEqual([])
    await commit(own, { put: [], remove: [{ id: 'a', seq: 1 }], now })
    expect(await open(own).suggest('một chuyện')).toEqual([])
  })

  it('of one that has outgrown being small say nothing any more that stands in fewer than three titles', async () => {
    const texts = Array.from({ length: 299 }, (_, at) => aText({ id: `n${at}`, title: `Riêng ${at}` }))
    const own = await anIndex([...texts, aText({ id: 'x', title: 'Một chuyện kín' })])
    expect(await open(own).suggest('một chuyện')).not.toEqual([])
    await commit(own, { put: [aText({ id: 'y', title: 'Bài thứ ba trăm lẻ một' })], remove: [], now })
    expect(await open(own).suggest('một chuyện')).toEqual([])
  })

  it('are whole: none ends in a word that leads on to another, or where its titles go on alike', async () => {
    const own = await anIndex(
      ['Hội nghị tổng kết công tác đối ngoại', 'Hội thảo quốc tế tại Huế', 'Hội thảo quốc tế tại Hà Nội'].map(
        (title, at) => aText({ id: `w${at}`, title }),
      ),
    )
    const offered = (await open(own).suggest('hội')).map(({ text }) => text)
    expect(offered).toContain('Hội nghị tổng kết công tác đối ngoại')
    expect(offered).toContain('Hội thảo quốc tế tại Huế')
    expect(offered.filter((text) => /(?:tại|công)$/u.test(text))).toEqual([])
  })

  it('of a large one say nothing that stands in fewer than three titles', async () => {
    const many = Array.from({ length: 310 }, (_, at) =>
      aText({ id: `n${at}`, title: at < 3 ? 'Tin chung' : `Riêng ${at}` }),
    )
    const large = open(await anIndex([...many, aText({ id: 'x', title: 'Một chuyện kín' })]))
    expect(await large.suggest('tin ch')).toEqual([{ text: 'Tin chung', count: 3 }])
    expect(await large.suggest('một chuyện')).toEqual([])
  })
})

describe('did you mean', () => {
  it.each([
    ['hội ngị', 'hội nghị'],
    ['hoi ngi', 'hội nghị'],
    ['hooij nghij', 'hội nghị'],
    ['ho65i nghi5', 'hội nghị'],
    ['chuyeenr ddoir soos', 'chuyển đổi số'],
    ['lừa đaor', 'lừa đảo'],
    ['canh bsao', 'cảnh báo'],
    ['trugn ương', 'trung ương'],
    ['HOOIJ NGHIJ', 'hội nghị'],
    ['luawf ddaor qua ddieenj thoaij', 'lừa đảo qua điện thoại'],
    ['canhr baos luawf ddaor qua ddieenj thoaij', 'cảnh báo lừa đảo qua điện thoại'],
    ['ca3nh ba1o lu7a2 d9a3o', 'cảnh báo lừa đảo'],
    ['hoij nghij toanf quoocs', 'hội nghị toàn quốc'],
  ])('for %s offers %s', async (q, meant) => {
    expect(await instead(q)).toBe(meant)
  })

  it.each(['hội nghị', 'hoi nghi', 'chuyển đổi số', '01/QĐ-UBND', 'qwertyuiop zxcvb', '"', ''])(
    'has nothing to offer for %s',
    async (q) => {
      expect(await instead(q)).toBeUndefined()
    },
  )

  it('offers words as they were typed, though titles write others of the same letters oftener', async () => {
    const own = await anIndex([
      ...['Nhà thi đấu đa năng', 'Phòng đa năng', 'Sân đa năng'].map((title, at) =>
        aText({ id: `m${at}`, title }),
      ),
      aText({ id: 'x', title: 'Tin từ miền Trung', body: 'Thành phố Đà Nẵng. Nguyễn Thị Ánh.' }),
    ])
    const offered = async (q: string) => (await search(open(own), q)).suggestionInstead
    expect(await offered('ddaf nawngx')).toBe('đà nẵng')
    expect(await offered('nguyeenx thij anhs')).toBe('nguyễn thị ánh')
    expect(await offered('nguye6n4 thi5 anh1')).toBe('nguyễn thị ánh')
  })

  it.each([
    ['hoinghi', 'hội nghị'],
    ['hoinghi trung uong', 'hội nghị trung uong'],
    ['chuyen doiso', 'chuyen đổi số'],
  ])('sets the blanks that titles have: %s', async (typed, meant) => {
    expect(await instead(typed)).toBe(meant)
  })

  it('joins what texts write as one word', async () => {
    const joined = open(await anIndex([aText({ id: 'a', title: 'Đoàn Campuchia thăm tỉnh' })]))
    expect((await search(joined, 'cam pu chia')).suggestionInstead?.toLowerCase()).toBe('campuchia')
  })

  it('takes no word of another language for keys of an input method', async () => {
    const english = open(await anIndex([aText({ id: 'a', title: 'The People’s Committee' })]))
    expect((await search(english, 'peoples committee')).suggestionInstead?.toLowerCase()).toBe(
      'people committee',
    )
  })

  it('offers nothing that finds no more', async () => {
    expect(await instead('hội ngị')).toBe('hội nghị')
    expect(await instead('hội ngị lừa đaor')).toBeUndefined()
  })
})
