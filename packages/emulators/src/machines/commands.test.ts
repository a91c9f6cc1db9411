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

describe('what shows files', () => {
  it('agrees on owners, modes and times', async () => {
    const lines = await run(
      deb,
      'mkdir -m 750 shown; cd shown; echo x > f; ln -s f l; stat -c "%U:%G %u %a %A %s %F" f . l; stat f -L --printf "%n|%%"; stat f --format=" %h"; ls -l f',
    )
    expect(lines).toMatchObject({ code: 0, err: '' })
    expect(lines.out).toMatch(
      /^admin:admin 1000 644 -rw-r--r-- 2 regular file\nadmin:admin 1000 750 drwxr-x--- 4096 directory\nadmin:admin 1000 777 lrwxrwxrwx 1 symbolic link\nf\|% 1\n-rw-r--r-- 1 admin admin +2 \w{3} \d\d \d\d:\d\d f\n$/,
    )
  })

  it('tells everything of a file where no format is given, and complains of one that is missing', async () => {
    const shown = await run(deb, 'echo x > told; stat told; stat none')
    expect(shown.out).toMatch(/^ {2}File: told\n {2}Size: 2 +\tBlocks: 8 +IO Block: 4096 +regular file\n/)
    expect(shown.out).toContain('Access: (0644/-rw-r--r--)  Uid: ( 1000/   admin)   Gid: ( 1000/   admin)\n')
    expect(shown).toMatchObject({ err: "stat: cannot statx 'none': No such file or directory\n", code: 1 })
  })

  it('lists folders within folders with their real owners, modes and times, and the folder above', async () => {
    const day = () => `${new Date().toUTCString().slice(8, 11)} ${new Date().toUTCString().slice(5, 7)}`
    const before = day()
    const listed = await run(deb, 'mkdir -p deep/er; chmod 700 deep/er; sudo touch deep/er/f; ls deep -laR')
    const days = new Set([...listed.out.matchAll(/(\w{3} \d\d) \d\d:\d\d/g)].map(([, words]) => words))
    // Midnight may pass meanwhile.
    const after = day()
    for (const one of days) expect([before, after]).toContain(one)
    expect(days.size).toBeGreaterThan(0)
    expect(listed.out.replaceAll(/ +\d+ \w{3} \d\d \d\d:\d\d/g, '')).toBe(`deep:
total 4
drwxr-xr-x 1 admin admin .
drwx------ 1 admin admin ..
drwx------ 1 admin admin er

deep/er:
total 4
drwx------ 1 admin admin .
drwxr-xr-x 1 admin admin ..
-rw-r--r-- 1 root root f
`)
  })

  it('names the folders that may not be read, and goes on', async () => {
    const listed = await run(deb, 'mkdir -p some; cd some; sudo mkdir -m 700 a; mkdir b; touch b/f; ls -R')
    expect(listed).toMatchObject({
      out: '.:\na\nb\n\nb:\nf\n'.replace('\nb:', '\n./b:'),
      err: "ls: cannot open directory './a': Permission denied\n",
      code: 2,
    })
  })
})

describe('a script', () => {
  const made = (name: string, ...lines: string[]) =>
    `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')} > ${name}; chmod +x ${name}; `
  const bad = (path: string, interpreter: string, why = 'No such file or directory') =>
    `bash: /home/admin/${path}: ${interpreter}: bad interpreter: ${why}\n`

  it('with an interpreter that is missing is not run, however it is called', async () => {
    const script = made('py', '#!/usr/bin/python9', 'echo ran')
    const calls = [
      './py',
      '/home/admin/py',
      'PATH=$PATH:~; py; py',
      'x=./py; $x',
      'sudo ./py',
      'bash -c ./py',
      '(./py)',
      './py *',
    ]
    for (const call of calls) {
      const ran = await run(deb, `${script}${call}`)
      expect([call, ran.out, ran.code]).toEqual([call, '', 126])
      expect(ran.err.replace(bad('py', '/usr/bin/python9'), '')).toBe(
        call.endsWith('py; py') ? bad('py', '/usr/bin/python9') : '',
      )
    }
    expect(await run(deb, `${made('dos', '#!/bin/sh\r', 'echo ran')}./dos`)).toMatchObject({
      out: '',
      err: bad('dos', '/bin/sh^M'),
      code: 126,
    })
    expect(await run(deb, `${made('no', '#!/etc/passwd')}./no`)).toMatchObject({
      err: bad('no', '/etc/passwd', 'Permission denied'),
      code: 126,
    })
    expect(await run(deb, `${made('env', '#!/usr/bin/env python9')}./env`)).toMatchObject({
      out: '',
      code: 127,
    })
  })

  it('is read as it is by whatever does not run it', async () => {
    const script = made('py', '#!/usr/bin/python9', 'echo ran "$1"')
    expect(
      (
        await run(
          deb,
          `${script}sh py 1; [ -x py ] && . ./py 2; grep -c ran py; head -1 py; rev py | head -1`,
        )
      ).out,
    ).toBe('ran 1\nran 2\n1\n#!/usr/bin/python9\n9nohtyp/nib/rsu/!#\n')
  })

  it('is run by the interpreter and with the argument that it names', async () => {
    expect(
      await run(deb, `${made('strict', '#!/bin/sh -e', 'echo "$@"', 'false', 'echo no')}./strict 1 "2 3"`),
    ).toMatchObject({
      out: '1 2 3\n',
      code: 1,
    })
    expect(
      (await run(deb, `${made('split', '#!/usr/bin/env -S bash -e', 'false', 'echo no')}./split`)).out,
    ).toBe('')
    expect((await run(deb, `${made('self', '#!/bin/cat', 'x')}echo in | ./self`)).out).toBe('#!/bin/cat\nx\n')
    expect((await run(deb, `${made('plain', 'cat')}echo in | ./plain`)).out).toBe('in\n')
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
