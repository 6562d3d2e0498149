#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Dashboards in another schema: what they show stays, whichever way they go.

usage: test-convert.py ORIELCTL [CASE…]"""

import json
import os
import stat
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from orielctl import run  # noqa: E402
from tap import case, main, source_dir  # noqa: E402

DEMO = os.path.join(source_dir(), 'data', 'demo', 'gpu-fleet.json')


def inspect(context, path):
    """What a dashboard shows, without what belongs to its file."""
    shown = json.loads(run(context.program, 'inspect', path, '--format', 'json').expect(0, '').out)
    for name in ('file', 'format', 'schemaVersion'):
        shown.pop(name)
    # An empty text says no more than none.
    shown['variables'] = [{k: v for k, v in variable.items() if v != ''} for variable in shown['variables']]
    return shown


def panels(shown):
    """Ids, types and titles, rows aside: they have no ids in schema v2."""
    found = []
    for panel in shown['panels']:
        if panel['type'] != 'row':
            found.append((panel['id'], panel['type'], panel['title'], [t.get('refId') for t in panel['targets']]))
        found += panels(panel) if 'panels' in panel else []
    return found


@case
def there_and_back(context):
    original = inspect(context, DEMO)
    for schema in ('v2', 'v2beta1'):
        for name in ('there.json', 'there.yaml'):
            there, back = context.path(name), context.path('back.json')
            run(context.program, 'convert', DEMO, '--to', schema, '-o', there).expect(0, '')
            run(context.program, 'convert', there, '--to', 'classic', '-o', back).expect(0, '')
            for path in (there, back):
                shown = inspect(context, path)
                assert panels(shown) == panels(original), path
                for member in ('title', 'uid', 'from', 'to', 'refresh', 'variables', 'issues'):
                    assert shown.get(member) == original.get(member), f'{path}: {member}'


@case
def resources(context):
    resource = json.loads(run(context.program, 'convert', DEMO).expect(0, '').out)
    assert resource['apiVersion'] == 'dashboard.grafana.app/v2' and resource['kind'] == 'Dashboard'
    assert resource['metadata'] == {'name': 'oriel-demo-gpu-fleet'}


@case
def standard_input(context):
    with open(DEMO, 'rb') as file:
        text = file.read()
    ran = run(context.program, 'convert', '-', '--to', 'classic', '--format', 'yaml', stdin=text).expect(0, '')
    assert ran.out.startswith(b'annotations:') or b'\ntitle: ' in ran.out


@case
def files_are_replaced_whole(context):
    path = context.write('mine.json', 'old')
    os.chmod(path, 0o640)
    run(context.program, 'convert', DEMO, '-o', path).expect(0, '')
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o640
    run(context.program, 'convert', DEMO, '-o', context.path('no/folder.json')).expect(1, 'folder.json')
    assert os.listdir(context.folder) == ['mine.json']


if __name__ == '__main__':
    sys.exit(main('ctl/convert'))
