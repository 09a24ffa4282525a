import { installForLambda } from '../sharp-binary.ts'

// After `npm ci`, which installs the binary of this machine alone.
await installForLambda()
