#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The demo's dashboards as pictures, frames and lists, with no server.

usage: test-render.py ORIELCTL [CASE…]"""

import contextlib
import csv
import glob
import http.server
import io
import json
import os
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from orielctl import pdf_size, png_size, run, svg_size  # noqa: E402
from tap import case, main, source_dir  # noqa: E402

DEMOS = sorted(glob.glob(os.path.join(source_dir(), 'data', 'demo', '*.json')))
FLEET = os.path.join(source_dir(), 'data', 'demo', 'gpu-fleet.json')
SIZES = {'png': png_size, 'svg': svg_size, 'pdf': pdf_size}
FROM_S, TO_S = 1767323040, 1767344640  # 2026-01-02 03:04:00 and six hours later
RANGE = ('--from', FROM_S, '--to', TO_S)


def draw(context, name, *words):
    path = context.path(name)
    run(context.program, 'render', *words, '-o', path).expect(0, '')
    return path


def read(path):
    with open(path, 'rb') as file:
        return file.read()


def frames(context, *words):
    return json.loads(run(context.program, 'frames', *words).expect(0, '').out)


class Prometheus(http.server.BaseHTTPRequestHandler):
    """Answers every query with one series, and keeps what was asked."""

    def do_GET(self):
        path, _, query = self.path.partition('?')
        form = self.rfile.read(int(self.headers.get('Content-Length', 0))).decode()
        asked = urllib.parse.parse_qs(form or query)
        self.server.asked.append((path, asked))
        if 'query' in asked:
            data = {'resultType': 'matrix', 'result': [{'metric': {}, 'values': [[FROM_S, '1']]}]}
        else:
            data = ['__name__', 'job', 'zone']
        body = json.dumps({'status': 'success', 'data': data}).encode()
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def prometheus():
    """The server and the words that add it as a source."""
    with http.server.ThreadingHTTPServer(('127.0.0.1', 0), Prometheus) as server:
        server.asked = []
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server, ('--source', f'p=http://127.0.0.1:{server.server_port}')
        server.shutdown()


def board_with(context, variable, expr):
    """A dashboard with that variable and one query of Prometheus."""
    source = {'type': 'prometheus', 'uid': 'p'}
    panel = {'id': 1, 'type': 'timeseries', 'title': 'P', 'gridPos': {'x': 0, 'y': 0, 'w': 12, 'h': 8},
             'datasource': source, 'targets': [{'refId': 'A', 'expr': expr, 'datasource': source}]}
    dashboard = {'title': 'V', 'schemaVersion': 41, 'panels': [panel],
                 'templating': {'list': [{'datasource': source, **variable}]}}
    return context.write('board.json', json.dumps(dashboard))


def expressions(context, path, *words):
    """What the server was asked."""
    with prometheus() as (server, source):
        frames(context, path, '--panel', 1, *RANGE, *source, *words)
        return [form['query'][0] for _, form in server.asked if 'query' in form]


def times(answer):
    return answer['frames'][0]['data']['values'][0]


@case
def whole_dashboards(context):
    for demo in DEMOS:
        sizes = set()
        for theme in ('dark', 'light'):
            for ending, size in SIZES.items():
                width, height = size(draw(context, f'a.{ending}', demo, *RANGE, '--theme', theme, '--width', 1200))
                assert width == 1200 and height > 400, (demo, ending, width, height)
                sizes.add(round(height))
        assert len(sizes) == 1, f'{demo}: {sizes}'


@case
def exact_sizes(context):
    for ending, size in SIZES.items():
        name = f'a.{ending}'
        for width, height in ((640, 300), (333, 217), (1, 1)):
            path = draw(context, name, FLEET, *RANGE, '--panel', 1, '--width', width, '--height', height)
            assert size(path) == (width, height), f'{name} {width} × {height}: {size(path)}'
        path = draw(context, name, FLEET, *RANGE, '--width', 1000, '--height', 700)
        assert size(path) == (1000, 700), f'{name}: {size(path)}'


@case
def scale(context):
    words = (FLEET, *RANGE, '--panel', 1, '--width', 321, '--height', 201)
    assert png_size(draw(context, 'a.png', *words, '--scale', 2)) == (642, 402)
    assert png_size(draw(context, 'a.png', *words, '--scale', 0.5)) == (161, 101)


@case
def every_panel_alone(context):
    with open(FLEET, encoding='utf-8') as file:
        panels = json.load(file)['panels']
    for panel in panels:
        if panel['type'] != 'row':
            draw(context, 'a.png', FLEET, *RANGE, '--panel', panel['id'])


@case
def themes_differ(context):
    dark, light = (read(draw(context, f'{theme}.png', FLEET, *RANGE, '--theme', theme)) for theme in ('dark', 'light'))
    assert dark != light
    assert dark == read(draw(context, 'a.png', FLEET, *RANGE))


@case
def same_bytes_twice(context):
    for demo in DEMOS:
        for ending in ('png', 'svg'):
            first, second = (read(draw(context, f'{n}.{ending}', demo, *RANGE)) for n in 'ab')
            assert first == second, f'{demo} as {ending}'


@case
def variables(context):
    """A choice changes the data; --var again adds to it; what depends on it follows."""
    def nodes(*words):
        answer = frames(context, FLEET, '--panel', 5, *RANGE, *words)
        return {field['labels']['node'] for frame in answer['frames'] for field in frame['schema']['fields']
                if field['type'] == 'number'}

    everything = nodes()
    europe = nodes('--var', 'cluster=prod-eu')
    assert europe and europe < everything and all('-eu-' in node for node in europe), europe
    assert nodes('--var', 'cluster=prod-eu', '--var', 'cluster=prod-us') == everything
    assert nodes('--var', 'cluster=$__all') == everything
    assert nodes('--var', 'cluster=prod-eu', '--var', 'region=eu-north') < europe


@case
def time_forms(context):
    """The forms of one instant give the same frames."""
    def at(start, end):
        answer = frames(context, FLEET, '--panel', 1, '--from', start, '--to', end)
        return answer['frames'][0]['data']

    expected = at(FROM_S, TO_S)
    assert expected['values'][0][0] >= (FROM_S - 3600) * 1000
    assert expected['values'][0][-1] <= TO_S * 1000
    for start, end in (
            (FROM_S * 1000, TO_S * 1000),
            ('2026-01-02T03:04:00Z', '2026-01-02T09:04:00Z'),
            ('2026-01-02T03:04:00.000Z', '2026-01-02T09:04:00.000Z'),
            ('2026-01-02T04:04:00+01:00', '2026-01-02T01:04:00-08:00'),
            ('2026-01-02 03:04:00', '2026-01-02 09:04:00'),
    ):
        assert at(start, end) == expected, f'{start} – {end}'


@case
def relative_times(context):
    now_ms = time.time() * 1000
    for start, end, hours in (('now-6h', 'now', 6), ('now-90m', 'now-30m', 1), ('now-1d/d', 'now-1d/d', 24), ('now-2h', 'now', 2)):
        instants = times(frames(context, FLEET, '--panel', 1, '--from', start, '--to', end, '--timezone', 'utc'))
        span = (instants[-1] - instants[0]) / 3_600_000
        assert 0.9 * hours <= span <= hours * 1.02, f'{start} to {end}: {span} h'
        assert now_ms - 49 * 3_600_000 < instants[0] <= now_ms + 120_000, f'{start} to {end}'


@case
def time_zone(context):
    """Days begin where the zone's days begin."""
    first = {zone: times(frames(context, FLEET, '--panel', 1, '--from', 'now-1d/d', '--to', 'now-1d/d', '--timezone', zone))[0]
             for zone in ('utc', 'Asia/Kolkata')}
    assert abs((first['utc'] - first['Asia/Kolkata']) % 86_400_000 - 5.5 * 3_600_000) < 600_000, first


@case
def frames_json(context):
    answer = frames(context, FLEET, '--panel', 1, *RANGE)
    for frame in answer['frames']:
        fields, values = frame['schema']['fields'], frame['data']['values']
        assert len(fields) == len(values) == len(frame['display'])
        assert len({len(column) for column in values}) == 1
        for field, column, display in zip(fields, values, frame['display']):
            assert len(display['text']) == len(column), field
    assert answer['frames'][0]['display'][1]['text'][0].endswith('%')


@case
def frames_csv(context):
    """The same cells as JSON has, in RFC 4180's form."""
    words = (FLEET, '--panel', 1, *RANGE)
    text = run(context.program, 'frames', *words, '--format', 'csv').expect(0, '').out.decode()
    values = frames(context, *words)['frames'][0]['data']['values']
    rows = list(csv.reader(io.StringIO(text, newline='')))
    assert text.endswith('\r\n')
    assert len(rows) == len(values[0]) + 1
    assert [float(row[1]) for row in rows[1:]] == values[1]
    assert rows[1][0].startswith('2026-01-02T'), rows[1]


@case
def inspect_json(context):
    one = json.loads(run(context.program, 'inspect', FLEET, '--format', 'json').expect(0, '').out)
    assert one['title'] == 'GPU fleet' and one['issues'] == [], one['issues']
    assert [variable['name'] for variable in one['variables']] == ['cluster', 'region', 'model']
    several = json.loads(run(context.program, 'inspect', *DEMOS, '--format', 'json').expect(0, '').out)
    assert [entry['file'] for entry in several] == DEMOS
    assert one in several


@case
def inspect_table(context):
    text = run(context.program, 'inspect', *DEMOS).expect(0, '').out.decode()
    assert all(path in text for path in DEMOS) and '$cluster' in text


@case
def inspect_some_bad(context):
    """The good ones are printed though one is bad; the list stays a list."""
    bad = context.write('bad.json', '{')
    ran = run(context.program, 'inspect', bad, FLEET, '--format', 'json').expect(1, 'bad.json')
    assert [entry['title'] for entry in json.loads(ran.out)] == ['GPU fleet']


@case
def from_standard_input(context):
    ran = run(context.program, 'render', '-', *RANGE, '-o', context.path('a.png'), stdin=read(FLEET)).expect(0, '')
    assert read(ran.words[-1]) == read(draw(context, 'b.png', FLEET, *RANGE))


@case
def range_backwards(context):
    words = ('-o', context.path('a.png'), '--from', '2026-01-02T01:00:00Z', '--to', '2026-01-02T00:00:00Z')
    run(context.program, 'render', FLEET, *words).expect(2, 'before it starts')


@case
def unknown_choice(context):
    """Used, as Grafana uses one in a URL; said all the same."""
    words = ('-o', context.path('a.png'), '--var', 'region=nosuch')
    run(context.program, 'render', FLEET, *RANGE, *words).expect(0, 'none of the values')


@case
def switch_variable(context):
    """It takes its two values, shows them in texts, and says that it has not taken another."""
    variable = {'name': 's', 'type': 'switch', 'options': [{'value': 'on'}, {'value': 'off'}]}
    panel = {'id': 1, 'type': 'text', 'title': 'It is $s', 'gridPos': {'x': 0, 'y': 0, 'w': 12, 'h': 8}}
    dashboard = {'title': 'S', 'schemaVersion': 41, 'panels': [panel], 'templating': {'list': [variable]}}
    path = context.write('switch.json', json.dumps(dashboard))
    off, on = draw(context, 'off.png', path, *RANGE), draw(context, 'on.png', path, *RANGE, '--var', 's=on')
    same = draw(context, 'a.png', path, *RANGE, '--var', 's=off')
    assert read(off) != read(on) and read(off) == read(same)
    words = ('-o', context.path('a.png'), '--var', 's=1')
    run(context.program, 'render', path, *words).expect(0, 'none of the values')


@case
def filters(context):
    """Chosen in the form of Grafana's URLs; what is stored gives way."""
    variable = {'type': 'adhoc', 'name': 'f', 'filters': [{'key': 'job', 'operator': '=', 'value': 'api'}],
                'baseFilters': [{'key': 'cluster', 'operator': '=', 'value': 'eu'}]}
    path = board_with(context, variable, 'rate(up[5m])')
    assert expressions(context, path) == ['rate(up{cluster="eu", job="api"}[5m])']
    chosen = ('--var', 'f=zone|=__gfp__|a|b', '--var', 'f=pod|!~|x.*')
    assert expressions(context, path, *chosen) == ['rate(up{cluster="eu", zone=~"a|b", pod!~"x.*"}[5m])']
    assert expressions(context, path, '--var', 'f=') == ['rate(up{cluster="eu"}[5m])']


@case
def groups(context):
    """Aggregations are grouped by what is chosen; All stands for the labels of the queries' metrics."""
    variable = {'type': 'groupby', 'name': 'g', 'current': {'text': ['job'], 'value': ['job']}}
    path = board_with(context, variable, 'sum(rate(up[5m]))')
    assert expressions(context, path) == ['sum by (job) (rate(up[5m]))']
    assert expressions(context, path, '--var', 'g=zone', '--var', 'g=job') == ['sum by (zone, job) (rate(up[5m]))']
    assert expressions(context, path, '--var', 'g=') == ['sum(rate(up[5m]))']
    with prometheus() as (server, source):
        frames(context, path, '--panel', 1, *RANGE, *source, '--var', 'g=$__all')
        (labels, form), (_, asked) = server.asked
        assert labels == '/api/v1/labels' and form['match[]'] == ['up'], server.asked
        assert asked['query'] == ['sum by (job, zone) (rate(up[5m]))'], asked


@case
def no_data_at_all(context):
    """The picture is there and says why; the exit code says it, too."""
    target = {'refId': 'A', 'expr': 'up', 'datasource': {'type': 'prometheus'}}
    panel = {'id': 1, 'type': 'timeseries', 'title': 'Up', 'targets': [target],
             'gridPos': {'x': 0, 'y': 0, 'w': 12, 'h': 8}}
    dashboard = context.write('down.json', json.dumps({'title': 'Down', 'schemaVersion': 41, 'panels': [panel]}))
    words = ('-o', context.path('a.png'), '--source', 'p=http://127.0.0.1:9')
    run(context.program, 'render', dashboard, *words).expect(1, 'no panel got any data')
    assert read(context.path('a.png'))


@case
def variable_without_values(context):
    """Its panels may draw all the same; why it has no values is said."""
    variable = {'name': 'job', 'type': 'query', 'query': 'label_values(job)', 'refresh': 1,
                'datasource': {'type': 'prometheus'}}
    dashboard = {'title': 'V', 'schemaVersion': 41, 'panels': [], 'templating': {'list': [variable]}}
    path = context.write('variable.json', json.dumps(dashboard))
    words = ('-o', context.path('a.png'), '--source', 'p=http://127.0.0.1:9')
    run(context.program, 'render', path, *words).expect(0, 'variable “job”: .*refuses')


@case
def message_names_folder(context):
    bad = context.write('bad.json', '{')
    run(context.program, 'render', bad, '-o', context.path('a.png')).expect(1, bad)


if __name__ == '__main__':
    sys.exit(main('ctl/render'))
