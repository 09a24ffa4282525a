import { describe, expect, it } from 'vitest'
import { embedOf } from '../../functions/domain/body/embed.ts'

const youtube = 'https://www.youtube.com/watch?v=dQw4w9-_gXc'

describe('the address of a film on another site', () => {
  it.each([
    [youtube, youtube],
    ['http://youtube.com/watch?feature=share&v=dQw4w9-_gXc', youtube],
    ['https://m.youtube.com/watch?v=dQw4w9-_gXc&list=PLabc', youtube],
    ['https://youtu.be/dQw4w9-_gXc?si=abc', youtube],
    ['https://www.youtube.com/shorts/dQw4w9-_gXc', youtube],
    ['https://www.youtube.com/live/dQw4w9-_gXc?t=0', youtube],
    ['//www.youtube-nocookie.com/embed/dQw4w9-_gXc?rel=0', youtube],
    ['https://youtu.be/dQw4w9-_gXc?t=1m30s', `${youtube}&t=90`],
    [`${youtube}&t=90s`, `${youtube}&t=90`],
    ['https://vimeo.com/76979871', 'https://vimeo.com/76979871'],
    ['https://vimeo.com/channels/staffpicks/76979871', 'https://vimeo.com/76979871'],
    ['https://vimeo.com/76979871/8272103f6e', 'https://vimeo.com/76979871/8272103f6e'],
    ['https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1', 'https://vimeo.com/76979871/8272103f6e'],
  ])('is known in any of its forms: %s', (address, href) => {
    expect(embedOf(address)?.href).toBe(href)
    expect(embedOf(href)).toEqual(embedOf(address))
  })

  it('names the player, which keeps no cookies and starts where the link does', () => {
    expect(embedOf(`${youtube}&t=90`)?.player).toBe(
      'https://www.youtube-nocookie.com/embed/dQw4w9-_gXc?autoplay=1&start=90',
    )
    expect(embedOf('https://vimeo.com/76979871/8272103f6e')?.player).toBe(
      'https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=8272103f6e',
    )
  })

  it.each([
    '',
    'https://www.youtube.com/',
    'https://www.youtube.com/@channel',
    'https://www.youtube.com/embed/videoseries?list=PLabc',
    'https://www.youtube.com/watch?v=short',
    'https://youtube.com.example/watch?v=dQw4w9-_gXc',
    'https://example.com/?https://www.youtube.com/watch?v=dQw4w9-_gXc',
    'https://user@www.youtube.com/watch?v=dQw4w9-_gXc',
    'https://www.youtube.com:8443/watch?v=dQw4w9-_gXc',
    'javascript:alert(1)//youtu.be/dQw4w9-_gXc',
    'https://vimeo.com/about',
    '/watch?v=dQw4w9-_gXc',
  ])('is no other one: %s', (address) => {
    expect(embedOf(address)).toBeUndefined()
  })
})
