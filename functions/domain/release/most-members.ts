/**
 * How many texts go public together at most. Each is one item of a transaction, which takes 100 and 4 MB of them; what follows
 * a commit is done for each while somebody waits.
 */
export const mostMembers = 30
