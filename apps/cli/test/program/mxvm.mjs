// The executable from its sources: threads that it runs itself again in need the loader for TypeScript, too.
import { register } from "tsx/esm/api";

register();
await import("../../src/bin.ts");
