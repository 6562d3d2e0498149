#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are no dashboards, or evil ones: a message with the place, exit status 1, soon and
with little memory; never a crash.

usage: test-hostile.py ORIELCTL [CASE…]"""

import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from orielctl import is_sanitized, png_size, run  # noqa: E402
from tap import case, main, source_dir  # noqa: E402

DEMO = os.path.join(source_dir(), 'data', 'demo', 'gpu-fleet.json')
CPU_S = 2
PEAK_MB = 256


def is_frugal(ran, program):
    slow = 5 if is_sanitized(program) else 1
    assert ran.cpu_s < CPU_S * slow, f'{ran.cpu_s:.2f} s: {ran}'
    assert ran.peak_mb < PEAK_MB * slow, f'{ran.peak_mb:.0f} MB: {ran}'


def expect_refused(context, path, message):
    """All commands refuse the file with one line that names it."""
    for words in (['inspect', path], ['render', path, '-o', context.path('a.png')], ['frames', path, '--panel', 1]):
        ran = run(context.program, *words).expect(1, message)
        assert os.path.basename(path) in ran.err, str(ran)
        assert len(ran.err.splitlines()) == 1, str(ran)
        assert ran.out == b'', str(ran)
        is_frugal(ran, context.program)
    assert not os.path.exists(context.path('a.png'))


def expect_survived(context, content):
    """A strange dashboard is drawn or refused; the program lives."""
    path = context.write('strange.json', content)
    for words in (['inspect', path, '--format', 'json'], ['render', path, '-o', context.path('a.png')]):
        ran = run(context.program, *words)
        assert ran.status in (0, 1), str(ran)
        assert ran.status == 0 or ran.err, str(ran)
        is_frugal(ran, context.program)
        if ran.status == 0 and words[0] == 'inspect':
            json.loads(ran.out)


def demo():
    with open(DEMO, encoding='utf-8') as file:
        return json.load(file)


@case
def missing_file(context):
    expect_refused(context, context.path('nothing.json'), 'nothing.json')


@case
def directory(context):
    expect_refused(context, context.folder, '(?i)directory')


@case
def unreadable_file(context):
    path = context.write('secret.json', '{}')
    os.chmod(path, 0)
    if os.access(path, os.R_OK):  # root reads all
        return
    expect_refused(context, path, '(?i)permission')


@case
def empty_file(context):
    expect_refused(context, context.write('empty.json', ''), 'empty.json')
    expect_refused(context, context.write('blank.json', ' \n\n'), 'blank.json')


@case
def truncated(context):
    text = json.dumps(demo(), indent=1)
    lines = text[:len(text) // 2].count('\n') + 1
    expect_refused(context, context.write('half.json', text[:len(text) // 2]), rf'line {lines}, column \d+')


@case
def syntax_error(context):
    expect_refused(context, context.write('comma.json', '{\n  "title": "a"\n  "panels": []\n}\n'), r'line 3, column \d+')


@case
def binary(context):
    noise = random.Random(7).randbytes(100_000)
    expect_refused(context, context.write('noise.json', noise), 'noise.json')
    expect_refused(context, context.write('zero.json', bytes(100_000)), 'zero.json')
    expect_refused(context, context.write('elf.json', b'\x7fELF' + noise), 'elf.json')


@case
def bad_utf8(context):
    expect_refused(context, context.write('latin.json', b'{"title": "caf\xe9",\n "panels": []}'), r'line 1, column \d+|UTF-8')


@case
def deep(context):
    expect_refused(context, context.write('lists.json', '[' * 1_000_000), 'lists.json')
    expect_refused(context, context.write('objects.json', '{"a":' * 1_000_000), 'objects.json')


@case
def other_json(context):
    for number, text in enumerate(('null', '17', '"text"', '[]', '[1,2]', 'true')):
        expect_refused(context, context.write(f'other{number}.json', text), rf'other{number}\.json')


@case
def huge_sparse_file(context):
    path = context.write('huge.json', '{"title": "huge", "panels": [')
    os.truncate(path, 200 << 20)
    expect_refused(context, path, r'\d+ (bytes|MB|MiB)')


@case
def endless_input(context):
    for words in (['inspect', '/dev/zero'], ['render', '/dev/zero', '-o', context.path('a.png')]):
        is_frugal(run(context.program, *words).expect(1, 'zero: more than'), context.program)


@case
def standard_input(context):
    run(context.program, 'inspect', '-', stdin=b'{"title": 1').expect(1, 'standard input')
    run(context.program, 'inspect', '-', stdin=json.dumps(demo()).encode()).expect(0, '')


@case
def wrong_types(context):
    """Each member of the dashboard, then of its panels, becomes something else."""
    strange = (None, 17, -1e308, 'text', [], [[]], {}, [{}], True)
    chosen = random.Random(11)

    def places(node, depth=0):
        for key in list(node) if isinstance(node, dict) else range(len(node)):
            yield node, key
            if isinstance(node[key], (dict, list)) and depth < 8:
                yield from places(node[key], depth + 1)

    count = sum(1 for _ in places(demo()))
    for _ in range(12):
        dashboard = demo()
        wanted = set(chosen.sample(range(count), 40))
        for number, (node, key) in reversed(list(enumerate(places(dashboard)))):
            if number in wanted:
                node[key] = chosen.choice(strange)
        expect_survived(context, json.dumps(dashboard))


@case
def strange_dashboards(context):
    panel = {'id': 1, 'type': 'timeseries', 'title': 'P', 'gridPos': {'x': 0, 'y': 0, 'w': 12, 'h': 8}}
    for grid in ({'x': -5, 'y': -5, 'w': -1, 'h': -1}, {'x': 1e9, 'y': 0, 'w': 1e9, 'h': 1}, {'h': 0, 'w': 0}, {}, None):
        expect_survived(context, json.dumps({'panels': [{**panel, 'gridPos': grid}]}))
    expect_survived(context, json.dumps({'panels': [panel] * 3}))
    expect_survived(context, json.dumps({'panels': [{**panel, 'type': '', 'title': '‮\u0000\ud800'}]}))
    expect_survived(context, json.dumps({'schemaVersion': 1 << 62, 'panels': [panel]}))
    expect_survived(context, json.dumps({'time': {'from': 'now-999999999y', 'to': 'now'}, 'panels': [panel]}))


@case
def too_tall_for_png(context):
    """A page longer than a picture may be: refused as PNG, drawn as SVG."""
    panel = {'id': 1, 'type': 'text', 'gridPos': {'x': 0, 'y': 1000, 'w': 12, 'h': 8}}
    path = context.write('tall.json', json.dumps({'panels': [panel, *(
        {**panel, 'id': number, 'gridPos': {'x': 0, 'y': number * 8, 'w': 12, 'h': 8}} for number in range(2, 60))]}))
    run(context.program, 'render', path, '-o', context.path('a.png')).expect(1, '16384')
    run(context.program, 'render', path, '-o', context.path('a.svg')).expect(0, '')


@case
def many_panels(context):
    panels = [{'id': number, 'type': 'stat', 'gridPos': {'x': number % 24, 'y': number // 24, 'w': 1, 'h': 1}}
              for number in range(2000)]
    path = context.write('many.json', json.dumps({'panels': panels}))
    run(context.program, 'inspect', path).expect(0, '')
    run(context.program, 'render', path, '-o', context.path('a.png')).expect(0)
    assert png_size(context.path('a.png'))[0] == 1600


@case
def variables_in_a_ring(context):
    """Variables that stand in each other's queries, and grow when replaced."""
    names = [f'v{number}' for number in range(30)]
    variables = [{'type': 'custom', 'name': name, 'query': ','.join(f'${other}' * 10 for other in names)} for name in names]
    expect_survived(context, json.dumps({
        'title': '$v1 $v2', 'templating': {'list': variables},
        'panels': [{'id': 1, 'type': 'timeseries', 'title': '$v3 $v4', 'gridPos': {'w': 12, 'h': 8}, 'repeat': 'v5'}]}))


if __name__ == '__main__':
    sys.exit(main('ctl/hostile'))
