import * as z from 'zod'

// Schemas would be compiled to code, which the page's policy forbids. Imported first: they decide when they are made.
z.config({ jitless: true })
