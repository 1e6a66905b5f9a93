// Names of reporters; apart from them, so that --help loads none.
export const reporterNames = ["pretty", "json", "junit", "tap", "github"] as const;
export type ReporterName = (typeof reporterNames)[number];
