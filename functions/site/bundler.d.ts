/** Made by the bundler from `functions/views/reader.css` and `reader.ts`, minified (infra/bundles.ts). */
declare module 'bantin:reader.css' {
  const css: string
  export default css
}
declare module 'bantin:reader.js' {
  const script: string
  export default script
}
