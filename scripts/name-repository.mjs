// Writes into the manifests of published packages which repository they come from: the one that the workflow runs for. Provenance
// is refused by registries without it. Outside of a workflow there is nothing to write.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";

const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: name } = process.env;

const folders = ["packages", "apps"]
  .flatMap((parent) => readdirSync(parent).map((folder) => `${parent}/${folder}`))
  .filter((folder) => existsSync(`${folder}/package.json`));

for (const directory of server && name ? folders : []) {
  const file = `${directory}/package.json`;
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  manifest.repository = { type: "git", url: `git+${server}/${name}.git`, directory };
  writeFileSync(file, `${JSON.stringify(manifest, undefined, 2)}\n`);
}
