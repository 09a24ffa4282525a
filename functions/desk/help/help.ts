/** Help over a screen, and as a page: they come together. */
export { HelpDialog } from './help-dialog.tsx'
export { HelpScreen } from './help-screen.tsx'
