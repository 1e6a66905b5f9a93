// A registry on loopback in a process of its own, which ends with the one that started it. Argument: the folder that holds all it keeps.
import { join } from "node:path";
import { runServer } from "verdaccio";

const [folder, upstream] = process.argv.slice(2);

/** Ours come from here alone; everything else from the registry that npm is configured with. */
const everybody = { access: "$all", publish: "$all", unpublish: "$all" };
const ours = ["@mxvm/*", "mxvm", "mxvm-*"];

const server = await runServer({
  storage: join(folder, "storage"),
  configPath: join(folder, "config.yaml"),
  self_path: folder,
  auth: { htpasswd: { file: join(folder, "htpasswd") } },
  uplinks: { upstream: { url: upstream, timeout: "60s", max_fails: 10, cache: true } },
  packages: {
    ...Object.fromEntries(ours.map((pattern) => [pattern, everybody])),
    "**": { access: "$all", proxy: "upstream" },
  },
  max_body_size: "100mb",
  web: { enable: false },
  log: { type: "stdout", format: "pretty", level: "error" },
});

server.listen(0, "127.0.0.1", () => process.send(server.address().port));
// It keeps connections open for long, and listens to no polite signal.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
