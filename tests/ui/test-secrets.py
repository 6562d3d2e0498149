#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets of connections: in the keyring, in requests to their server, and nowhere else.

usage: test-secrets.py PROGRAM [CASE…]"""

import base64
import contextlib
import http.server
import json
import os
import re
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import harness  # noqa: E402
from harness import SENSITIVE, case, main  # noqa: E402

SCHEMA = 'io.github.oriel.Oriel'
USER = 'ada'
PASSWORD = 'pass-0f3c.word'
TOKEN = 'token-77aa.bearer'
PASSWORD_KIND, TOKEN_KIND = 1, 2  # places in the dialog's list


class Prometheus(http.server.BaseHTTPRequestHandler):
    """Answers who has the server's `credentials`, and notes what each request was let in with."""

    def do_GET(self):
        length = int(self.headers.get('Content-Length') or 0)
        form = urllib.parse.parse_qs(self.rfile.read(length).decode() or urllib.parse.urlsplit(self.path).query)
        given = {name: self.headers.get(name) for name in self.server.credentials}
        known = given == self.server.credentials
        path = urllib.parse.urlsplit(self.path).path
        self.server.seen.append((path, known))
        self.answer(200 if known else 401, self.data(path, form) if known else None)

    do_POST = do_GET

    @staticmethod
    def data(path, form):
        if path.endswith('/buildinfo'):
            return {'version': '2.99.0'}
        if path.endswith('/query_range'):
            start, end = (float(form[name][0]) for name in ('start', 'end'))
            values = [[start + (end - start) * step / 10, str(step)] for step in range(11)]
            return {'resultType': 'matrix', 'result': [{'metric': {'job': 'kept'}, 'values': values}]}
        return []

    def answer(self, status, data):
        body = json.dumps({'status': 'success', 'data': data} if status == 200 else
                          {'status': 'error', 'errorType': 'unauthorized', 'error': 'who are you?'}).encode()
        self.send_response(status)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def prometheus(credentials):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Prometheus)
    server.credentials, server.seen = credentials, []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


@contextlib.contextmanager
def keyring(context):
    from keyring import Keyring
    with Keyring(context.desk, context.home + '.keyring') as found:
        end = time.monotonic() + harness.PATIENCE_S
        while not found.is_up():
            assert time.monotonic() < end, 'the keyring does not answer'
            time.sleep(harness.POLL_S)
        yield found


# --- what a person does ---

def open_connections(app):
    app.expect('First steps')
    app.key('ctrl+comma')
    app.expect(re.compile('Add a connection'))


def fill(app, name, text):
    app.click(app.settled(name, 'text box'))
    app.type(text)


def check_connection(app, found):
    app.click(app.settled(re.compile('Check the Connection'), 'button'))
    app.expect(re.compile(found), 'label')


def add_connection(app, server, kind, entries):
    """A new connection, checked and saved; `kind` says how many steps down its list it is."""
    app.click(app.settled(re.compile('Add a connection'), 'button'))
    app.expect('Add Connection')
    app.type('Mine')
    app.key('Tab')
    app.type(f'http://127.0.0.1:{server.server_port}')
    app.expect_state(re.compile('Save'), 'button', SENSITIVE)
    app.click(app.settled('Kind', 'combo box'))
    app.expect('Bearer token', 'label')
    app.key(*['Down'] * kind, 'Return')
    for name, text in entries:
        fill(app, name, text)
    check_connection(app, '2.99.0')
    app.click(app.settled(re.compile('Save'), 'button'))
    app.expect_gone('Add Connection')
    app.expect('Mine', 'label')


def change_connection(app):
    app.click(app.settled('Mine', 'label'))
    app.expect('Change Connection')


def remove_connection(app):
    change_connection(app)
    app.key('alt+r')
    app.expect(re.compile('secrets are removed'), 'label')
    app.key('alt+r')
    app.expect(re.compile('No Connections Yet'), 'label')


def board():
    target = {'refId': 'A', 'expr': 'up', 'legendFormat': '{{job}}'}
    return {
        'title': 'Test board', 'uid': 'secrets-test', 'schemaVersion': 41, 'time': {'from': 'now-6h', 'to': 'now'},
        'panels': [{'id': 1, 'type': 'timeseries', 'title': 'Asked', 'datasource': 'Mine', 'targets': [target],
                    'gridPos': {'x': 0, 'y': 0, 'w': 12, 'h': 8}}],
    }


# --- what must and must not be ---

def leaks(home, secrets):
    """Which files under the home hold one of the secrets, in clear or as a header would."""
    forms = [form for secret in secrets for form in
             (secret.encode(), base64.b64encode(secret.encode()), base64.b64encode(f'{USER}:{secret}'.encode()))]
    found = []
    for folder, _, names in os.walk(home):
        for name in names:
            with open(os.path.join(folder, name), 'rb') as file:
                content = file.read()
            found += [name for form in forms if form in content]
    return found


def life_of_secrets(context, kind, credentials, entries, secrets):
    """Given once, kept over a restart, used, removed with its connection. `secrets`: by what they are."""
    with keyring(context) as kept, prometheus(credentials) as server:
        app = context.start()
        open_connections(app)
        add_connection(app, server, kind, entries)
        app.wait(lambda: len(kept.secrets(SCHEMA)) == len(secrets), 'the secrets in the keyring')
        found = kept.secrets(SCHEMA)
        assert {what: value for (_, what), value in found.items()} == secrets, found
        assert len({connection for connection, _ in found}) == 1, 'the secrets are of more than one connection'
        app.key('Escape')
        app.expect_gone('Mine', 'label')
        app.quit()
        assert not leaks(context.home, secrets.values()), leaks(context.home, secrets.values())

        server.seen.clear()
        again = context.start(context.file('board.json', board()))
        again.expect('Asked', 'group', r'1 series')
        assert ('/api/v1/query_range', True) in server.seen and all(known for _, known in server.seen), server.seen
        again.quit()

        last = context.start()
        last.expect('Asked', 'group')
        last.key('ctrl+comma')
        remove_connection(last)
        last.wait(lambda: not kept.secrets(SCHEMA), 'the keyring to be empty')
        last.key('Escape')
        last.expect_gone(re.compile('No Connections Yet'), 'label')
        last.quit()
        assert not leaks(context.home, secrets.values()), leaks(context.home, secrets.values())


@case
def password(context):
    basic = 'Basic ' + base64.b64encode(f'{USER}:{PASSWORD}'.encode()).decode()
    life_of_secrets(context, PASSWORD_KIND, {'Authorization': basic}, [('User', USER), ('Password', PASSWORD)],
                    {'password': PASSWORD})


@case
def token(context):
    life_of_secrets(context, TOKEN_KIND, {'Authorization': f'Bearer {TOKEN}'}, [('Token', TOKEN)], {'token': TOKEN})


@case
def check_keeps_nothing(context):
    with keyring(context) as kept, prometheus({'Authorization': f'Bearer {TOKEN}'}) as server:
        app = context.start(context.file('board.json', board()))
        app.expect('Test board')
        app.key('ctrl+comma')
        app.expect(re.compile('Add a connection'))
        add_connection(app, server, TOKEN_KIND, [('Token', TOKEN)])
        change_connection(app)
        fill(app, 'Token', 'wrong-' + TOKEN)
        check_connection(app, 'who are you')
        assert server.seen[-1][1] is False, server.seen
        app.click(app.settled(re.compile('Cancel'), 'button'))
        app.expect_gone('Change Connection')
        app.key('Escape')
        app.expect_gone('Mine', 'label')
        assert list(kept.secrets(SCHEMA).values()) == [TOKEN]

        server.seen.clear()
        app.key('F5')
        app.wait(lambda: ('/api/v1/query_range', True) in server.seen, 'the panel to ask with what is kept')
        app.quit()


@case
def other_kind_forgets(context):
    with keyring(context) as kept, prometheus({}) as server:
        app = context.start()
        open_connections(app)
        add_connection(app, server, PASSWORD_KIND, [('User', USER), ('Password', PASSWORD)])
        app.wait(lambda: kept.secrets(SCHEMA), 'the secret in the keyring')
        change_connection(app)
        app.click(app.settled('Kind', 'combo box'))
        app.key('Up', 'Return')
        app.expect_gone('Password', 'text box')
        app.click(app.settled(re.compile('Save'), 'button'))
        app.wait(lambda: not kept.secrets(SCHEMA), 'the keyring to be empty')
        app.key('Escape')
        app.expect_gone('Mine', 'label')
        app.quit()


@case
def no_keyring(context):
    with prometheus({'Authorization': f'Bearer {TOKEN}'}) as server:
        app = context.start()
        open_connections(app)
        add_connection(app, server, TOKEN_KIND, [('Token', TOKEN)])
        app.expect(re.compile('used until Oriel is closed'), 'label')
        app.key('alt+c')
        app.expect_gone(re.compile('used until Oriel is closed'), 'label')
        app.key('Escape')
        app.expect_gone('Mine', 'label')
        app.quit()
        assert all(known for _, known in server.seen), server.seen
        assert not leaks(context.home, [TOKEN]), leaks(context.home, [TOKEN])


def start():
    reason = None if harness.Gio is None else __import__('keyring').missing()
    if reason:
        print(f'1..0 # SKIP {reason}')
        return 0
    return main(os.path.abspath(sys.argv[1]))


if __name__ == '__main__':
    sys.exit(start())
