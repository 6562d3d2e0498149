#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""From a dashboard's file through a real Prometheus to data and pictures. What orielctl prints is
compared with what the server's API says when asked without it.

usage: test-prometheus.py ORIELCTL [CASE…]"""

import csv
import io
import json
import os
import re
import socket
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, '..', 'support')]
from orielctl import pdf_size, png_size, run, svg_size  # noqa: E402
from server import END_S, START_S, STEP_S, Server, missing  # noqa: E402
from tap import case, main, match  # noqa: E402

DASHBOARD = os.path.join(HERE, 'dashboard.json')
RATE, LOAD, ERRORS, BROKEN, HOLE, HALF_GOOD = range(1, 7)
SIZES = {'png': png_size, 'svg': svg_size, 'pdf': pdf_size}

server = None


def frames(context, panel, *words):
    ran = run(context.program, 'frames', DASHBOARD, '--panel', panel, '--source', f'live={server.url}', *words)
    return json.loads(ran.expect(0, '').out)['frames']


def series(frame_list):
    """Label set → [(seconds, value)], without what is null."""
    found = {}
    for frame in frame_list:
        columns = list(zip(frame['schema']['fields'], frame['data']['values']))
        instants = next(values for field, values in columns if field['type'] == 'time')
        for field, values in columns:
            if field['type'] == 'number':
                labels = frozenset(field.get('labels', {}).items())
                assert labels not in found, f'twice: {labels}'
                found[labels] = [(at / 1000, value) for at, value in zip(instants, values) if value is not None]
    return found


def api_series(answer):
    assert answer['status'] == 'success', answer
    return {frozenset(entry['metric'].items()): [(at, float(value)) for at, value in entry['values']]
            for entry in answer['data']['result']}


def rate_expr(job, instances, interval):
    return f'sum by (instance) (rate(http_requests_total{{job="{job}",instance=~"{instances}"}}[{interval}]))'


# --- panels ---

@case
def time_series_values(context):
    """The variables take their first value and All; the step is the panel's least."""
    expected = api_series(server.range(rate_expr('billing', '.+', '4m')))
    assert len(expected) == 2
    assert series(frames(context, RATE)) == expected


@case
def chosen_variables(context):
    """What a variable depends on is asked with the choice of the other."""
    expected = api_series(server.range(rate_expr('search', '.+', '4m')))
    assert len(expected) == 4
    assert series(frames(context, RATE, '--var', 'job=search')) == expected
    two = frames(context, RATE, '--var', 'job=search', '--var', 'instance=search-1:8080', '--var', 'instance=search-3:8080')
    assert series(two) == api_series(server.range(rate_expr('search', 'search-1:8080|search-3:8080', '4m')))
    assert [frame['display'][1]['name'] for frame in two] == ['search-1:8080', 'search-3:8080']


@case
def step_follows_width(context):
    """Six hours over 100 px: a point every 216 s at most, rounded as Grafana rounds to 200 s or 5 min."""
    instants = [at for at, _ in next(iter(series(frames(context, RATE, '--width', 100)).values()))]
    step = instants[1] - instants[0]
    assert step in (180, 200, 240, 300), step
    start, end = START_S // step * step, END_S // step * step
    # $__rate_interval: a step and a scrape, four scrapes at least.
    expected = api_series(server.range(rate_expr('billing', '.+', f'{int(max(step + 60, 240))}s'), start, end, step))
    assert series(frames(context, RATE, '--width', 100)) == expected


@case
def range_of_command_line(context):
    start, end = START_S + 3600, START_S + 7200
    expected = api_series(server.range(rate_expr('billing', '.+', '4m'), start, end))
    for words in ((start, end), (start * 1000, end * 1000), ('2026-01-02T01:00:00Z', '2026-01-02T03:00:00+01:00')):
        assert series(frames(context, RATE, '--from', words[0], '--to', words[1])) == expected, words


@case
def hole_in_a_series(context):
    expected = api_series(server.range('process_load'))
    assert len({len(points) for points in expected.values()}) == 2
    assert series(frames(context, HOLE)) == expected


@case
def stat_text(context):
    """The value as it is shown."""
    value = float(server.instant('avg(process_load{job="billing"})')['data']['result'][0]['value'][1])
    frame, = frames(context, LOAD)
    assert frame['data']['values'][1] == [value]
    assert frame['display'][1]['text'] == [f'{value:.2f}%']


@case
def table_rows(context):
    answer = server.instant('sum by (instance, path) (http_requests_total{job="billing",code!="200"})')
    expected = {(entry['metric']['instance'], entry['metric']['path'], float(entry['value'][1]))
                for entry in answer['data']['result']}
    frame, = frames(context, ERRORS)
    columns = {field['name']: values for field, values in zip(frame['schema']['fields'], frame['data']['values'])}
    value_name, = set(columns) - {'Time', 'instance', 'path'}
    assert set(zip(columns['instance'], columns['path'], columns[value_name])) == expected
    assert len(columns['path']) == len(expected) and set(columns['Time']) == {END_S * 1000}


@case
def frames_as_csv(context):
    words = ('frames', DASHBOARD, '--panel', RATE, '--source', f'live={server.url}', '--format', 'csv')
    text = run(context.program, *words).expect(0, '').out.decode()
    tables = [list(csv.reader(io.StringIO(part))) for part in text.split('\r\n\r\n')]
    expected = api_series(server.range(rate_expr('billing', '.+', '4m')))
    assert sorted(table[0][1] for table in tables) == sorted(dict(labels)['instance'] for labels in expected)
    for table in tables:
        points = expected[frozenset({('instance', table[0][1])})]
        assert [float(row[1]) for row in table[1:] if row] == [value for _, value in points]


# --- annotations ---

def annotated(context, *annotations):
    """The dashboard with annotation queries; its path."""
    with open(DASHBOARD) as file:
        board = json.load(file)
    source = {'type': 'prometheus', 'uid': '${source}'}
    board['annotations'] = {'list': [{'enable': True, 'datasource': source, **more} for more in annotations]}
    return context.write('annotated.json', json.dumps(board))


def joined(points, step):
    """Moments at which something is above zero, those no further apart than the step as one."""
    regions = []
    for at, value in points:
        if not value > 0:
            continue
        if regions and regions[-1][1] + step >= at:
            regions[-1][1] = at
        else:
            regions.append([at, at])
    return regions


@case
def annotation_events(context):
    """Five minutes a step: a hundred points over six hours, rounded, with a least of five minutes."""
    expr = 'process_load{job="billing"} > bool 4'
    path = annotated(context, {'name': 'Busy', 'expr': expr, 'step': '5m', 'titleFormat': '{{instance}} of {{job}}',
                               'tagKeys': 'job'})
    ran = run(context.program, 'frames', path, '--panel', RATE, '--source', f'live={server.url}').expect(0, '')
    frame, = json.loads(ran.out)['annotations']
    columns = {field['name']: values for field, values in zip(frame['schema']['fields'], frame['data']['values'])}
    found = sorted([title, start / 1000, end / 1000]
                   for title, start, end in zip(columns['title'], columns['time'], columns['timeEnd']))
    expected = sorted([f'{dict(labels)["instance"]} of billing', start, end]
                      for labels, points in api_series(server.range(expr, START_S, END_S, 300)).items()
                      for start, end in joined(points, 300))
    assert found == expected and expected, (found[:3], expected[:3])
    assert columns['isRegion'] == [start != end for start, end in zip(columns['time'], columns['timeEnd'])]
    assert columns['tags'] == [['billing']] * len(found)


@case
def broken_annotation(context):
    """Its words on standard error; the panel is what it was."""
    path = annotated(context, {'name': 'Oops', 'expr': 'sum(rate(http_requests_total[5m)'})
    ran = run(context.program, 'frames', path, '--panel', RATE, '--source', f'live={server.url}')
    ran.expect(0, 'annotation “Oops”: .*parse error')
    answer = json.loads(ran.out)
    assert answer['annotations'] == [] and series(answer['frames']) == series(frames(context, RATE))


# --- errors ---

@case
def broken_query(context):
    """The server's words, and what was asked for."""
    words = server.range('sum(rate(http_requests_total[5m)')
    assert words['status'] == 'error'
    ran = run(context.program, 'frames', DASHBOARD, '--panel', BROKEN, '--source', f'live={server.url}')
    ran.expect(1, re.escape(words['error'].split(': ')[-1]))
    match('panel 4 “Broken”', ran.err)
    assert words['error'].split(': ')[-1] in json.loads(ran.out)['error']


@case
def one_of_two_queries(context):
    """The good query's data is there beside the message of the other."""
    ran = run(context.program, 'frames', DASHBOARD, '--panel', HALF_GOOD, '--source', f'live={server.url}')
    match('parse error', ran.err)
    assert series(json.loads(ran.out)['frames']) == api_series(server.range('max(process_load)'))


@case
def others_are_drawn(context):
    """Two panels fail; the picture is written and the messages name those two alone."""
    ran = run(context.program, 'render', DASHBOARD, '--source', f'live={server.url}', '-o', context.path('a.png'))
    ran.expect(0, 'panel 4 “Broken”: .*parse error')
    assert re.findall(r'panel (\d+)', ran.err) == [str(BROKEN), str(HALF_GOOD)], ran.err
    png_size(context.path('a.png'))


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


@case
def server_gone(context):
    port = free_port()
    source = f'http://127.0.0.1:{port}'
    for words in (['query', 'up', '--source', source],
                  ['frames', DASHBOARD, '--panel', HOLE, '--source', f'live={source}']):
        run(context.program, *words).expect(1, rf'127\.0\.0\.1:{port} refuses')


@case
def server_that_is_none(context):
    """A web server that speaks of other things."""
    wanted = server.url + '/graph'
    run(context.program, 'query', 'up', '--source', wanted).expect(1, r'(?i)404|not found|json')


@case
def silent_server(context):
    """Takes the connection and says nothing: `--timeout` ends it."""
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        listener.listen()
        begin = time.monotonic()
        run(context.program, 'frames', DASHBOARD, '--panel', HOLE, '--timeout', 1, '--source',
            f'live=http://127.0.0.1:{listener.getsockname()[1]}').expect(1, 'within 1 second')
        assert time.monotonic() - begin < 20


@case
def answer_cut_off(context):
    """The server dies while it answers."""
    with socket.socket() as listener:
        listener.bind(('127.0.0.1', 0))
        listener.listen()

        def serve():
            try:
                while True:
                    connection, _ = listener.accept()
                    connection.recv(65536)
                    connection.sendall(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{"status":"succ')
                    connection.close()
            except OSError:
                pass
        threading.Thread(target=serve, daemon=True).start()
        try:
            ran = run(context.program, 'query', 'up', '--source', f'http://127.0.0.1:{listener.getsockname()[1]}')
        finally:
            listener.shutdown(socket.SHUT_RDWR)
        ran.expect(1, r'orielctl: .{10}')
        assert ran.out == b''


# --- pictures ---

@case
def pictures_of_exact_size(context):
    for ending, size in SIZES.items():
        path = context.path(f'a.{ending}')
        words = ('render', DASHBOARD, '--source', f'live={server.url}', '-o', path)
        run(context.program, *words, '--panel', RATE, '--width', 713, '--height', 331).expect(0, '')
        assert size(path) == (713, 331), (ending, size(path))
        run(context.program, *words, '--width', 1100, '--height', 900).expect(0)
        assert size(path) == (1100, 900), (ending, size(path))


@case
def same_picture_twice(context):
    pictures = []
    for name in ('a.png', 'b.png'):
        run(context.program, 'render', DASHBOARD, '--source', f'live={server.url}', '-o', context.path(name)).expect(0)
        with open(context.path(name), 'rb') as file:
            pictures.append(file.read())
    assert pictures[0] == pictures[1]


@case
def picture_follows_data(context):
    """The lines are there: other data is another picture, and it names its series."""
    for job in ('search', 'billing'):
        run(context.program, 'render', DASHBOARD, '--panel', RATE, '--source', f'live={server.url}', '--var', f'job={job}',
            '-o', context.path(f'{job}.png'), '--width', 600, '--height', 300).expect(0, '')
    with open(context.path('search.png'), 'rb') as search, open(context.path('billing.png'), 'rb') as billing:
        assert search.read() != billing.read()


# --- query ---

def without_header(answer):
    return {'status': answer['status'], 'data': answer['data']}


@case
def query_instant(context):
    for expr in ('process_load', 'sum(http_requests_total)', 'odd_value', '-odd_value', 'no_such_metric',
                 'topk(3, http_requests_total)', '1 + 1', '"text"', 'vector(1)', 'time()', '-Inf',
                 'process_load{job="search"}[5m]'):
        for at in (END_S, END_S - 7.5, START_S + 0.125):
            ran = run(context.program, 'query', '--source', server.url, '--time', round(at * 1000), '--', expr).expect(0, '')
            assert json.loads(ran.out) == without_header(server.instant(expr, at)), f'{expr} at {at}\n{ran.out[:2000]}'


@case
def query_range(context):
    for expr in ('process_load', 'rate(http_requests_total[5m])', 'odd_value', 'no_such_metric', '42', '-odd_value'):
        for start, end, step in ((START_S, END_S, 60), (START_S + 7, END_S - 7, 77), (START_S, START_S, 15),
                                 (START_S + 0.5, START_S + 60.5, 0.5)):
            ran = run(context.program, 'query', '--source', server.url, '--start', round(start * 1000),
                      '--end', round(end * 1000), '--step', step, '--', expr).expect(0, '')
            assert json.loads(ran.out) == without_header(server.range(expr, start, end, step)), \
                f'{expr} {start} {end} {step}\n{ran.out[:2000]}'


@case
def query_times_and_steps(context):
    """The same range in other words."""
    expected = run(context.program, 'query', 'process_load', '--source', server.url, '--start', START_S, '--end', END_S,
                   '--step', 300).expect(0, '').out
    for words in (('--start', '2026-01-02T00:00:00Z', '--end', '2026-01-02T06:00:00Z', '--step', '5m'),
                  ('--start', START_S * 1000, '--end', END_S * 1000, '--step', '300s'),
                  ('--start', '2026-01-02T01:00:00+01:00', '--end', '2026-01-02T00:00:00-06:00', '--step', '300')):
        assert run(context.program, 'query', 'process_load', '--source', server.url, *words).expect(0, '').out == expected


@case
def query_csv_and_table(context):
    words = ('query', 'process_load{job="search"}', '--source', server.url, '--start', START_S, '--end', START_S + 600,
             '--step', STEP_S)
    expected = api_series(server.range('process_load{job="search"}', START_S, START_S + 600))
    rows = list(csv.reader(io.StringIO(run(context.program, *words, '--format', 'csv').expect(0, '').out.decode())))
    assert len(rows) == 1 + sum(map(len, expected.values()))
    assert sorted(float(row[2]) for row in rows[1:]) == sorted(value for points in expected.values() for _, value in points)
    table = run(context.program, *words, '--format', 'table').expect(0, '').out.decode()
    assert table.count('2026-01-02') == len(rows) - 1


@case
def query_errors(context):
    for expr in ('sum(', 'rate(process_load)', 'process_load[5m', 'a b', 'abs("x")'):
        words = server.instant(expr)['error']
        ran = run(context.program, 'query', expr, '--source', server.url, '--time', END_S).expect(1, 'orielctl: ')
        assert words.split(': ')[-1] in ran.err, f'{ran}\n{words}'
        assert ran.out == b''


# --- inspect ---

@case
def inspect(context):
    listed = json.loads(run(context.program, 'inspect', DASHBOARD, '--format', 'json').expect(0, '').out)
    with open(DASHBOARD, encoding='utf-8') as file:
        written = json.load(file)
    assert [panel['title'] for panel in listed['panels']] == [panel['title'] for panel in written['panels']]
    assert [[target['expr'] for target in panel['targets']] for panel in listed['panels']] == \
        [[target['expr'] for target in panel['targets']] for panel in written['panels']]
    assert [variable['name'] for variable in listed['variables']] == ['source', 'job', 'instance']
    assert listed['issues'] == [], listed['issues']


def run_with_server():
    global server
    reason = missing()
    if reason:
        print(f'1..0 # SKIP {reason}')
        return 0
    with Server() as server:
        return main('live/prometheus')


if __name__ == '__main__':
    sys.exit(run_with_server())
