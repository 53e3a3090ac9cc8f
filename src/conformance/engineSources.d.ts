/** SHA-256 over the engine's sources, put in when the app is built (`scripts/engineSources.mjs`). */
declare const __ENGINE_SOURCES__: string;
