import sharp from 'sharp'
import { decode } from '../../functions/media/picture/decode.ts'
import { encodeBoth, encodeJpeg, placeholderOf } from '../../functions/media/picture/encode.ts'
import { makePicture } from '../../functions/media/picture/picture.ts'
import { scale } from '../../functions/media/picture/pixels.ts'
import { heightAt, widthsOf } from '../../functions/media/picture/sizes.ts'

/** 50 megapixels with the coarse and the fine of a photograph. */
async function aPhotograph(): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const
  const coarse = { width: 866, height: 577, channels: 3, background: '#888', noise } as const
  const { data, info } = await sharp({ create: coarse })
    .blur(2)
    .linear(3, -256)
    .raw()
    .toBuffer({ resolveWithObject: true })
  return sharp(data, { raw: info }).resize(8660, 5773, { kernel: 'cubic' }).jpeg({ quality: 90 }).toBuffer()
}

/** Seconds of the processor: what the function is paid for, and the same however busy the machine is. */
async function timed<Result>(step: () => Promise<Result>): Promise<{ seconds: number; result: Result }> {
  const before = process.cpuUsage()
  const result = await step()
  const { user, system } = process.cpuUsage(before)
  return { seconds: (user + system) / 1e6, result }
}

/** What each step of a picture costs, compared with decoding it, so that runs on different machines can be compared. */
export async function benchMedia(): Promise<void> {
  const bytes = await aPhotograph()
  const base = await timed(() => decode(bytes, 'jpg'))
  const { size, master } = base.result
  const print = (name: string, seconds: number) =>
    process.stdout.write(
      `${name.padEnd(34)}${seconds.toFixed(2).padStart(9)}${(seconds / base.seconds).toFixed(1).padStart(8)}x\n`,
    )
  process.stdout.write(`\n${'a JPEG of 50 megapixels'.padEnd(34)}${'s'.padStart(9)}${'cost'.padStart(9)}\n`)
  print('decoding', base.seconds)
  for (const width of widthsOf(size)) {
    const scaled = await timed(() => scale(master, { width, height: heightAt(width, size) }))
    print(`${width}: scaling`, scaled.seconds)
    print(`${width}: AVIF and WebP`, (await timed(() => encodeBoth('', scaled.result))).seconds)
    if (width === 960) print(`${width}: JPEG`, (await timed(() => encodeJpeg('', scaled.result))).seconds)
  }
  print('placeholder', (await timed(() => placeholderOf(master))).seconds)
  const whole = await timed(() => makePicture(bytes, { id: '0123456789', extension: 'jpg' }))
  print('all, with cards', whole.seconds)
}
