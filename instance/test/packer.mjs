// Reads the Packer template as HCL, where Packer itself cannot be had: every variable and local that is used is declared and used
// otherwise, every file that is brought along is there, and what install.sh needs is among them. What it runs on the machine is run here,
// on a folder of its own: an install.sh that fails has to fail it.
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const [file, modules] = process.argv.slice(2);
const { parse } = createRequire(join(modules, "node_modules/"))("@cdktf/hcl2json");
const text = readFileSync(file, "utf8");
const template = await parse(file, text);
const findings = [];

const used = (kind) => new Set([...text.matchAll(new RegExp(`\\b${kind}\\.(\\w+)`, "g"))].map((match) => match[1]));
const compare = (kind, declared) => {
  for (const name of used(kind)) if (!declared.includes(name)) findings.push(`${kind}.${name} is used and not declared`);
  for (const name of declared) if (!used(kind).has(name)) findings.push(`${kind}.${name} is declared and not used`);
};
compare("var", Object.keys(template.variable));
compare("local", Object.keys(template.locals[0]));
for (const source of template.build[0].sources) {
  const [, type, name] = source.split(".");
  if (!template.source[type]?.[name]) findings.push(`${source} is built and not declared`);
}

const root = dirname(file);
const sources = template.build[0].provisioner.file.flatMap((each) => each.sources ?? [each.source]);
for (const source of sources.filter((each) => each.startsWith("${path.root}")).map((each) => each.replace("${path.root}", root)))
  if (!existsSync(source) && !source.includes("health-checker")) findings.push(`${source} is not there`);
const destinations = template.build[0].provisioner.file.map((each) => each.destination);
for (const needed of ["/tmp/instance/", "/tmp/instance/health-checker/health-checker", "/tmp/instance/health-checker/target/health-checker.jar"])
  if (!destinations.includes(needed)) findings.push(`nothing brings ${needed}, which install.sh needs`);
if (template.source["amazon-ebs"].server[0].metadata_options[0].http_tokens !== "required") findings.push("the builder allows IMDSv1");

// https://developer.hashicorp.com/packer/docs/provisioners/shell: inline commands are a script, by default with /bin/sh -e in its first line.
const machine = mkdtempSync(join(tmpdir(), "packer-"));
const written = (path, content) => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  chmodSync(path, 0o755);
};
written(join(machine, "bin", "sudo"), '#!/bin/sh\nexec env "$@"\n');
const runs = (status) => {
  written(join(machine, "instance/image/install.sh"), `exit ${status}\n`);
  return template.build[0].provisioner.shell.every((each) => {
    const script = join(machine, "script");
    written(script, `#!/bin/sh -e\n${each.inline.join("\n")}\n`.replaceAll("/tmp/instance", join(machine, "instance")).replace(/\$\{[^}]*\}/g, "x"));
    const command = each.execute_command ?? "{{ .Vars }} {{ .Path }}";
    const whole = command.replaceAll("{{ .Vars }}", "PACKER_BUILD_NAME=server").replaceAll("{{ .Path }}", script);
    return spawnSync("sh", ["-c", whole], { env: { PATH: `${machine}/bin:${process.env.PATH}` } }).status === 0;
  });
};
if (!runs(0)) findings.push("what it runs on the machine fails although install.sh does not");
if (runs(1)) findings.push("an image is made although install.sh fails");
rmSync(machine, { recursive: true });

if (findings.length) {
  console.error(findings.map((each) => `${file}: ${each}`).join("\n"));
  process.exit(1);
}
console.log("packer template: as it should be, as far as HCL tells");
