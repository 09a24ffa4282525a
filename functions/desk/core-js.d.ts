// The package has no types; each file is there for what it adds.
declare module 'core-js/actual/*'
