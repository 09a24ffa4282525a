import { benchDay } from './day.ts'
import { benchDesk } from './desk.ts'
import { benchEmergency } from './emergency.ts'
import { benchMedia } from './media.ts'
import { benchMemory } from './memory.ts'
import { benchMoving } from './moving.ts'
import { benchQuestions } from './questions.ts'
import { benchQueue } from './queue.ts'
import { benchReader } from './reader.ts'
import { benchRebuild } from './rebuild.ts'
import { benchSearch } from './search.ts'
import { benchViews } from './views.ts'

/** `npm run bench [name]`: measures and prints; decides nothing. */
const benches = {
  reader: benchReader,
  media: benchMedia,
  memory: benchMemory,
  queue: benchQueue,
  views: benchViews,
  search: benchSearch,
  questions: benchQuestions,
  rebuild: benchRebuild,
  emergency: benchEmergency,
  moving: benchMoving,
  desk: benchDesk,
  day: benchDay,
}

const names = Object.keys(benches).filter((name): name is keyof typeof benches => name in benches)
const [wanted] = process.argv.slice(2)
const chosen = names.filter((name) => wanted === undefined || name === wanted)
if (chosen.length === 0) {
  process.stderr.write(`there is no benchmark "${wanted}"; there are: ${names.join(', ')}\n`)
  process.exitCode = 1
}
for (const name of chosen) await benches[name]()
