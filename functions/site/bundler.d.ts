/** Made by the bundler from `functions/views/reader.css` and `reader.ts`, minified (infra/bundles.ts). */
declare module 'bantin:reader.css' {
  const css: string
  export default css
}
/** A font, as base64. */
declare module '*.woff' {
  const file: string
  export default file
}
declare module 'bantin:reader.js' {
  const script: string
  export default script
}
