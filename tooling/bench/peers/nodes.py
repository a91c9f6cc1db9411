"""Apache Libcloud: `nodes.py list CLOUD COUNT` lists all nodes and measures the second listing; `nodes.py start CLOUD` imports and constructs a driver."""
import json
import sys
import tempfile
from urllib.parse import urlsplit

from libcloud.compute.providers import get_driver
from measured import measured, server, tell_whole

how, cloud, *more = sys.argv[1:]
endpoint = server.get('endpoint', 'http://127.0.0.1:9')
url = urlsplit(endpoint)
where = {'host': url.hostname, 'port': url.port, 'secure': False}


def ec2():
    return get_driver('ec2')('AKIDEXAMPLE', 'secret-of-the-bench', region='eu-west-1', **where)


def digitalocean():
    driver = get_driver('digitalocean')('token-of-the-bench', api_version='v2')
    # Its constructor takes a host and forgets it.
    for name, value in where.items():
        setattr(driver.connection, name, value)
    driver.connection.connect()
    return driver


def gce():
    class Here(get_driver('gce')):
        # Its constructor takes a host for the way to authenticate.
        def _ex_connection_class_kwargs(self):
            return {**super()._ex_connection_class_kwargs(), 'url': endpoint}

    token = {'access_token': 'token-of-the-bench', 'expire_time': '2099-01-01T00:00:00Z'}
    with tempfile.NamedTemporaryFile('w') as credentials:
        json.dump(token, credentials)
        credentials.flush()
        access = {'auth_type': 'IA', 'credential_file': credentials.name}
        return Here('bench', 'secret-of-the-bench', project='bench', **access)


driver = {'ec2': ec2, 'digitalocean': digitalocean, 'gce': gce}[cloud]()


def checked():
    seen = len(driver.list_nodes())
    if seen != int(more[0]):
        raise RuntimeError(f'{seen} nodes came')


if how == 'start':
    tell_whole()
else:
    checked()
    measured(1, checked)
