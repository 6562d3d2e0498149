#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Wrong words: exit status 2, what was wrong and where to read more; help everywhere.

usage: test-usage.py ORIELCTL [CASE…]"""

import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from orielctl import run  # noqa: E402
from tap import case, main, match, source_dir  # noqa: E402

COMMANDS = ('convert', 'frames', 'inspect', 'query', 'render')
DEMO = os.path.join(source_dir(), 'data', 'demo', 'gpu-fleet.json')
NOWHERE = 'http://127.0.0.1:9'


def expect_usage(context, message, *words):
    """Status 2, the message, a hint, and nothing on standard output."""
    ran = run(context.program, *words).expect(2, message)
    match('Try “orielctl .*--help”', ran.err)
    assert ran.out == b'', str(ran)
    assert len(ran.err.splitlines()) == 2, str(ran)


@case
def help_everywhere(context):
    for words in (['--help'], ['-h'], ['help'], *([command, '--help'] for command in COMMANDS)):
        ran = run(context.program, *words).expect(0, '')
        match(r'(?i)usage:', ran.out.decode())
    for command in COMMANDS:
        match(rf'\n  {command} ', run(context.program, '--help').out.decode())


@case
def version(context):
    match(r'^orielctl \d', run(context.program, '--version').expect(0, '').out.decode())


@case
def commands(context):
    expect_usage(context, 'a command is missing')
    expect_usage(context, 'no command “paint”', 'paint')


@case
def unknown_options(context):
    for command in COMMANDS:
        expect_usage(context, '--nonsense', command, '--nonsense')


@case
def missing_arguments(context):
    expect_usage(context, 'one dashboard', 'render')
    expect_usage(context, '-o FILE', 'render', DEMO)
    expect_usage(context, 'one dashboard', 'render', DEMO, DEMO, '-o', context.path('a.png'))
    expect_usage(context, '--panel', 'frames', DEMO)
    expect_usage(context, 'a dashboard', 'inspect')
    expect_usage(context, 'one dashboard', 'convert')
    expect_usage(context, 'one expression', 'query', '--source', NOWHERE)
    expect_usage(context, '--source', 'query', 'up')


@case
def render_values(context):
    def refused(message, *words):
        expect_usage(context, message, 'render', DEMO, '-o', context.path('a.png'), *words)

    refused('theme', '--theme', 'blue')
    refused('side', '--width', '-1')
    refused('side', '--height', '100000')
    refused('scale', '--scale', '0')
    refused('scale', '--scale', 'nan')
    refused('NAME=VALUE', '--var', 'cluster')
    refused('no variable “nobody”', '--var', 'nobody=1')
    refused('time zone', '--timezone', 'Nowhere/Land')
    refused('“yesterdayish” is no time', '--from', 'yesterdayish')
    refused(None, '--source', 'nothing')
    refused(None, '--panel', 'four')
    assert not os.path.exists(context.path('a.png'))


@case
def provisioning(context):
    bad = context.write('bad.yml', 'datasources: [')
    for command in (['render', DEMO, '-o', context.path('a.png')], ['frames', DEMO, '--panel', 1]):
        run(context.program, *command, '--provisioning', bad).expect(1, 'bad.yml')
        run(context.program, *command, '--provisioning', context.path('none.yml')).expect(1, 'none.yml')


@case
def picture_formats(context):
    for name in ('a.gif', 'a', 'png'):
        expect_usage(context, 'png', 'render', DEMO, '-o', context.path(name))
        assert not os.path.exists(context.path(name))


@case
def formats(context):
    expect_usage(context, 'xml', 'inspect', DEMO, '--format', 'xml')
    expect_usage(context, 'xml', 'convert', DEMO, '--format', 'xml')
    expect_usage(context, 'v3', 'convert', DEMO, '--to', 'v3')
    expect_usage(context, 'xml', 'frames', DEMO, '--panel', 1, '--format', 'xml')
    expect_usage(context, 'xml', 'query', 'up', '--source', NOWHERE, '--format', 'xml')


@case
def query_times(context):
    def refused(message, *words):
        expect_usage(context, message, 'query', 'up', '--source', NOWHERE, *words)

    refused('“soon” is no time', '--time', 'soon')
    refused('“soon” is no time', '--start', 'soon')
    refused('“soon” is no time', '--start', 'now-1h', '--end', 'soon')
    refused('before the start', '--start', 'now', '--end', 'now-1h')
    refused('“often” is no duration', '--start', 'now-1h', '--step', 'often')
    refused('duration', '--start', 'now-1h', '--step', '0')
    refused('duration', '--start', 'now-1h', '--step', '-5m')


@case
def words_like_options(context):
    """Behind “--” all is an argument."""
    run(context.program, 'query', '--source', NOWHERE, '--', '-up').expect(1, 'refuses')
    run(context.program, 'inspect', '--', '--strange.json').expect(1, '--strange.json')


@case
def query_source(context):
    expect_usage(context, 'URL', 'query', 'up', '--source', 'gopher://host')


@case
def missing_panel(context):
    run(context.program, 'render', DEMO, '--panel', 4711, '-o', context.path('a.png')).expect(1, 'no panel 4711')
    run(context.program, 'frames', DEMO, '--panel', 4711).expect(1, 'no panel 4711')


@case
def output_cannot_be_written(context):
    run(context.program, 'render', DEMO, '-o', context.path('missing/a.png')).expect(1, 'missing/a.png')
    with open('/dev/full', 'wb') as full:
        ran = subprocess.run([context.program, 'inspect', DEMO], stdout=full, stderr=subprocess.PIPE, text=True,
                             check=False)
    assert ran.returncode == 1 and 'standard output' in ran.stderr, f'{ran.returncode}: {ran.stderr}'


if __name__ == '__main__':
    sys.exit(main('ctl/usage'))
