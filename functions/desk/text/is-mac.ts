/** Whether keys are those of a Mac, where Command does what Control does elsewhere. */
export const isMac = typeof navigator === 'object' && /Mac|iP(?:hone|ad|od)/u.test(navigator.platform)
