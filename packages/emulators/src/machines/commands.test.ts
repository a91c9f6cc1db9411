import type { Client } from 'ssh2'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { shellMachines } from './shell-machines.ts'
import { debian, logIn, machineOptions, run } from './testing/client.ts'

const room = shellMachines()
let amazon: Client
let deb: Client
beforeAll(async () => {
  const first = room.make(machineOptions())
  const second = room.make(machineOptions({ os: debian }))
  await Promise.all([first.boot(), second.boot()])
  amazon = await logIn(first)
  deb = await logIn(second, { username: 'admin' })
})
afterAll(() => room.close())

const out = async (line: string, stdin?: string) => (await run(amazon, line, stdin)).out

describe('a command line', () => {
  it('has its output, its errors and its exit code', async () => {
    expect(await run(amazon, 'echo out; echo err >&2; exit 3')).toMatchObject({
      out: 'out\n',
      err: 'err\n',
      code: 3,
    })
    expect(await run(amazon, 'no-such-command')).toMatchObject({ code: 127 })
    expect(await run(amazon, 'exit')).toMatchObject({ code: 0 })
  })

  it('begins in the home folder with the environment of a login', async () => {
    expect(await out('pwd; echo "$HOME $USER $LOGNAME $SHELL"; echo "$SSH_CONNECTION" | wc -w')).toMatch(
      /^\/home\/ec2-user\n\/home\/ec2-user ec2-user ec2-user \/bin\/bash\n\s*4\n$/,
    )
    expect(await out('env | grep -c "^[#@0-9?]="; true')).toBe('0\n')
  })

  it('takes standard input byte for byte and gives bytes back', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
    await run(amazon, 'cat > all-bytes', bytes)
    expect((await run(amazon, 'cat all-bytes')).stdout).toEqual(bytes)
    expect((await run(amazon, 'echo "größe €"')).out).toBe('größe €\n')
  })

  it('reports a command that a signal ended', async () => {
    expect(await run(amazon, 'kill -9 $$; echo no')).toMatchObject({ out: '', code: 137 })
  })

  it('runs a script wrapper as deployments send it', async () => {
    const lines = await out(
      `umask 077
      d=$(mktemp -d /tmp/deploy.XXXXXX) && cat > "$d/run" && chmod 700 "$d/run" && stat -c %a "$d" "$d/run"
      sudo -n -- sh "$d/run" one 'two words'; echo "code $?"; rm -rf "$d"; [ -e "$d" ] || echo gone`,
      '#!/bin/sh\nset -eu\ncleanup() { echo "cleaning $?"; }\ntrap cleanup EXIT\nprintf "%s|" "$@"; id -u\n[ -x "$0" ] && exit 4\n',
    )
    expect(lines).toBe('700\n700\none|two words|0\ncleaning 4\ncode 4\ngone\n')
  })

  it('replaces the shell with exec, and finds programs with command -v', async () => {
    expect(await run(amazon, 'exec sh -c "exit 6"; echo no')).toMatchObject({ out: '', code: 6 })
    expect(await out('command -v sh; command -v nothing-here || echo none')).toBe('/usr/bin/sh\nnone\n')
  })

  it('makes, moves and removes folders with the modes that were asked for', async () => {
    expect(
      await out('mkdir -p -m 700 a/b && stat -c %a a/b a; mv a c; ls c; rm -rf c; [ -d c ] || echo gone'),
    ).toBe('700\n755\nb\ngone\n')
  })
})

describe('users', () => {
  it('cannot do what only root may', async () => {
    expect(await run(amazon, 'touch /etc/x')).toMatchObject({ code: 1 })
    expect(await run(amazon, 'echo x > /etc/x')).toMatchObject({
      code: 1,
      err: 'bash: /etc/x: Permission denied\n',
    })
    expect(await run(amazon, 'cat /etc/shadow')).toMatchObject({ code: 1 })
    expect(await run(amazon, 'sudo sh -c "echo x > /etc/x" && cat /etc/x')).toMatchObject({
      out: 'x\n',
      code: 0,
    })
  })

  it('become root with sudo, or another user', async () => {
    expect(
      await out(
        'sudo -n id -u; sudo -u nobody whoami; sudo -i pwd; sudo A=1 sh -c "echo $HOME \\$HOME \\$A \\$SUDO_USER"',
      ),
    ).toBe('0\nnobody\n/root\n/home/ec2-user /root 1 ec2-user\n')
    expect(await run(amazon, 'sudo nothing-here')).toMatchObject({
      err: 'sudo: nothing-here: command not found\n',
      code: 1,
    })
    expect((await run(amazon, 'sudo -u nobody sudo -n id')).err).toBe('sudo: a password is required\n')
  })

  it('are added with a home of their own', async () => {
    expect(
      await out(
        'sudo useradd -m -G wheel -s /bin/sh deploy; id deploy; sudo ls -ld /home/deploy; sudo su - deploy -c "whoami; pwd"',
      ),
    ).toMatch(
      /^uid=1001\(deploy\) gid=1001\(deploy\) groups=1001\(deploy\),10\(wheel\)\ndrwx------ 1 deploy deploy .*\ndeploy\n\/home\/deploy\n$/,
    )
    expect(await run(amazon, 'useradd other')).toMatchObject({ code: 1 })
    expect(await out('sudo touch f; sudo chown deploy: f; stat -c %a f; ls -l f')).toMatch(
      /644\n-rw-r--r-- 1 deploy deploy/,
    )
  })
})

describe('the package manager', () => {
  it('records what yum installs, so that rpm, yum and the path find it', async () => {
    const installed = await run(amazon, 'sudo yum -y install emacs strace tcpdump')
    expect(installed.code).toBe(0)
    expect(installed.out).toMatch(/Installed:\n {2}emacs-[\d.]+-1\.x86_64\n/)
    expect(installed.out).toMatch(/Complete!\n$/)
    const version = /emacs-([\d.]+-1)/.exec(installed.out)?.[1]
    expect(
      await out(
        'rpm -q emacs; command -v emacs; which strace; emacs --version; yum list installed tcpdump | wc -l',
      ),
    ).toMatch(
      new RegExp(
        `^emacs-${version}\\.x86_64\\n/usr/bin/emacs\\n/usr/bin/strace\\nemacs ${version}\\n\\s*2\\n$`,
      ),
    )
    expect(await run(amazon, 'rpm -q vim')).toMatchObject({ out: 'package vim is not installed\n', code: 1 })
  })

  it('wants root, consent and a package that exists', async () => {
    expect((await run(amazon, 'yum -y install vim')).err).toContain('superuser privileges')
    expect(await run(amazon, 'sudo yum install vim')).toMatchObject({ code: 1, err: 'Operation aborted.\n' })
    expect(await run(amazon, 'sudo yum -y install no-such-package')).toMatchObject({ code: 1 })
    expect((await run(amazon, 'rpm -q vim')).code).toBe(1)
    expect((await run(amazon, 'apt-get update')).code).toBe(127)
  })

  it('is apt on Debian', async () => {
    expect((await run(deb, 'apt-get install -y curl')).err).toContain('are you root?')
    expect(
      (await run(deb, 'sudo apt-get update && sudo DEBIAN_FRONTEND=noninteractive apt-get install -y nginx'))
        .code,
    ).toBe(0)
    expect((await run(deb, 'dpkg -s nginx | grep Status')).out).toBe('Status: install ok installed\n')
    expect(await run(deb, 'sudo apt-get -y install no-such-package')).toMatchObject({
      code: 100,
      err: 'E: Unable to locate package no-such-package\n',
    })
  })
})

describe('a service', () => {
  it('answers on the machine once it is started, and after a restart only when it is enabled', async () => {
    const machine = room.make(machineOptions({ os: debian }))
    await machine.boot()
    const before = await logIn(machine, { username: 'admin' })
    expect((await run(before, 'curl -s localhost')).code).toBe(7)
    expect(await run(before, 'sudo systemctl start nginx')).toMatchObject({ code: 5 })
    await run(
      before,
      'sudo apt-get install -y nginx cron-like; sudo systemctl start cron-like; sudo systemctl enable --now nginx',
    )
    const states = 'curl -s localhost | grep -c Welcome; systemctl is-active nginx cron-like'
    expect((await run(before, states)).out).toBe('1\nactive\nactive\n')
    await machine.shutDown()
    await machine.boot()
    const after = await logIn(machine, { username: 'admin' })
    expect((await run(after, states)).out).toBe('1\nactive\ninactive\n')
  })

  it('of metadata asks for a token first', async () => {
    const meta = 'http://169.254.169.254/latest'
    expect(
      (await run(amazon, `curl -s -o /dev/null -w '%{http_code}' ${meta}/meta-data/instance-id`)).out,
    ).toBe('401')
    expect(
      await out(
        `t=$(curl -sX PUT ${meta}/api/token); curl -s -H "X-aws-ec2-metadata-token: $t" ${meta}/meta-data/instance-id`,
      ),
    ).toBe('i-0123456789abcdef0')
  })
})
