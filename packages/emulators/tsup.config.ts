import preset from '@tooling/tsup'
import { bundled } from '@tooling/tsup/bundled'

export default {
  ...preset,
  ...bundled({
    // What weighs most of just-bash: databases, HTML, Python, JavaScript and the network, whose commands no machine has; see shell-commands.ts.
    without: /^(sql\.js|turndown|quickjs-emscripten.*)$|\/chunks\/(python3|js-exec|undici)-\w+\.js$/,
    // They unpack what nobody packs there, are written in C, and are optional.
    external: ['@mongodb-js/zstd', 'node-liblzma'],
  }),
}
