"""paramiko: connects over SSH, runs `true` and hangs up, `ssh.py COUNT WIDTH`: so many times, so many at a time."""
import sys
from concurrent.futures import ThreadPoolExecutor

import paramiko
from measured import measured, server

count, width = map(int, sys.argv[1:])
key = paramiko.Ed25519Key.from_private_key_file(server['userKey'])


def connect_and_run(_):
    client = paramiko.SSHClient()
    client.load_host_keys(server['knownHosts'])
    client.connect(
        '127.0.0.1', server['port'], server['user'], pkey=key, allow_agent=False, look_for_keys=False
    )
    _, stdout, _ = client.exec_command('true')
    code = stdout.channel.recv_exit_status()
    client.close()
    if code != 0:
        raise RuntimeError(f'exit code {code}')


def times(how_often, at_once):
    with ThreadPoolExecutor(at_once) as pool:
        list(pool.map(connect_and_run, range(how_often)))


times(5, 5)
measured(count, lambda: times(count, width))
