/** The embedded cloud cannot start, and the person who started it can do something about it: one line says what. */
export class StartFailure extends Error {}
