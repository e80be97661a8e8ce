// SPDX-License-Identifier: Apache-2.0
// Bundles the code of the page with what it uses of ECharts: node build.mjs OUTPUT.
import {readFileSync} from 'node:fs';
import {build} from 'esbuild';

const output = process.argv[2] ?? '../resources/org/timertorture/html/page.js';
const licence = name => readFileSync(`node_modules/${name}`, 'utf8').trim();
const licences = `/*! SPDX-License-Identifier: Apache-2.0 AND BSD-3-Clause AND 0BSD */
/*! Made by java/core/src/main/web/build.mjs; do not edit. The code of the page is timertorture's, under Apache-2.0.

It contains a part of Apache ECharts, under Apache-2.0, with this notice:

${licence('echarts/NOTICE')}

It contains a part of zrender, under this licence:

${licence('zrender/LICENSE')}

It contains a part of tslib, under this licence:

${licence('tslib/LICENSE.txt')}
*/`;

await build({
  entryPoints: ['page.mjs'],
  outfile: output,
  bundle: true,
  minify: true,
  format: 'iife',
  target: 'es2020',
  charset: 'utf8',
  legalComments: 'none',
  banner: {js: licences},
  define: {'process.env.NODE_ENV': '"production"'},
});
