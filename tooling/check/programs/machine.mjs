// Runs each command of an embedded machine from the installed package, which carries the shell in what is built of it: a part that the build
// left out would be missed here.
import assert from 'node:assert/strict'
import { deployNode, script } from '@cloud/core'
import { compute } from '@cloud/ec2'
import { ec2Images, startCloud } from '@cloud/emulators'
import { ssh } from '@cloud/ssh'

const work = `
mkdir -p d && printf 'b 2\\na 1\\nc 3\\n' > d/t
sort d/t | awk '{ s += $2; print $1 } END { print s }' | tr a-z A-Z | paste -sd, -
sed -n 's/^b \\(.*\\)/\\1/p' d/t
grep -c '^[ab]' d/t
tar czf d.tgz d && rm -r d && tar xzf d.tgz && wc -l < d/t
gzip -c d/t | gunzip | sha256sum | cut -c1-8
echo '{"a":[1,2]}' | jq -c '.a | map(. + 1)'
printf x | base64 | base64 -d
diff <(echo a) <(echo b) | tail -1
find d -name 't' | xargs -n 1 basename
date -u -d @0 +%Y; seq 3 | tac | head -1; printf '%03d\\n' 7; expr 6 '*' 7
`
const expected = ['A,B,C,6', '2', '2', '3', '29ede79b', '[2,3]', 'x+b', 't', '1970', '3', '007', '42']

/** A command that is asked for help, or for nothing, has at least been loaded. */
const load = `for each in /usr/bin/*; do "$(basename $each)" --help < /dev/null; done 2>&1; true`

const local = await startCloud()
try {
  const { results } = await deployNode(compute(local.ec2), {
    ...{ name: 'machine', size: 't3.micro', image: ec2Images.debian12 },
    shell: ssh({ user: 'admin', ...local.ssh }),
    steps: [script(work), script(load)],
  })
  assert.deepEqual(results[0].stdout.trim().split('\n'), expected)
  assert.doesNotMatch(results[1].stdout, /left out|Cannot find (module|package)|ERR_MODULE|is not defined/)
  assert.ok(results[1].stdout.length > 10_000)
} finally {
  await local.close()
}
console.log('ok')
