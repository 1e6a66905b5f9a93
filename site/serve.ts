// A plain static server on loopback, to look at what was built.
import { readFileSync } from "node:fs";
import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";

const contentTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

export interface ServeOptions {
  /** 0, the default, is any that is free. */
  readonly port?: number;
  /** The path below which the folder is served; `/` by default. */
  readonly base?: string;
}

/** Serves a folder; its address is `urlOf(server)`. */
export function serve(folder: string, { port = 0, base = "/" }: ServeOptions = {}): Promise<Server> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = decodeURIComponent(pathname.endsWith("/") ? `${pathname}index.html` : pathname);
    try {
      if (!path.startsWith(base)) throw new TypeError("outside of the base");
      const contents = readFileSync(join(folder, path.slice(base.length)));
      response.writeHead(200, { "content-type": contentTypes[extname(path)] ?? "application/octet-stream" }).end(contents);
    } catch {
      response.writeHead(404).end();
    }
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}

export function urlOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
