#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start until a dashboard of 24 charts is on the screen, seen from outside, and its memory: our
program in turn with Chromium showing as many uPlot charts of the same data.

Both begin with nothing of their own on the disk, on a screen and a bus of the benchmark. The
colour looked for is that of a line in our last panel.

usage: bench-start.py ORIEL [ROUNDS]"""

import functools
import http.server
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
import desktop  # noqa: E402
from tap import shared_dir  # noqa: E402

PANELS, SERIES, POINTS = 24, 10, 500
WIDTH, HEIGHT = 3300, 2000
COLOR = 'dd3c3c'  # of the page's first series
ROUNDS = 5
START_MS, STEP_MS = 1_700_000_000_000, 15_000
CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
                  '--disable-component-update', '--disable-sync', '--no-default-browser-check', '--password-store=basic',
                  '--disable-features=Translate,OptimizationHints,MediaRouter']
GATES = (  # name, what, unit, gate
    ('start', 'painted', 'ms', 4),
    ('start cpu', 'cpu', 'ms CPU', 7),
    ('memory', 'pss', 'MB PSS', 5),
    ('memory private', 'private', 'MB', 3),
)


def walk(chosen):
    """A noisy walk between 0 and 100."""
    base = chosen.random() * 100
    for _ in range(POINTS):
        base = min(max(base + chosen.random() * 2 - 1, 0), 100)
        yield round(base + chosen.random() * 6, 4)


def panel(number, chosen):
    times = list(range(START_MS, START_MS + POINTS * STEP_MS, STEP_MS))
    fields = [{'name': 'Time', 'type': 'time', 'config': {}, 'values': times},
              *({'name': f'series {series}', 'type': 'number', 'config': {}, 'values': list(walk(chosen))}
                for series in range(SERIES))]
    marked = [{'matcher': {'id': 'byName', 'options': 'series 0'},
               'properties': [{'id': 'color', 'value': {'mode': 'fixed', 'fixedColor': f'#{COLOR}'}}]}]
    return {
        'id': number + 1, 'type': 'timeseries', 'title': f'Chart {number + 1}',
        'gridPos': {'x': number % 4 * 6, 'y': number // 4 * 8, 'w': 6, 'h': 8},
        'snapshotData': [{'refId': 'A', 'fields': fields}],
        'fieldConfig': {'defaults': {'color': {'mode': 'fixed', 'fixedColor': '#3cdd3c'}},
                        'overrides': marked if number == PANELS - 1 else []},
        'options': {'legend': {'showLegend': False}}, 'targets': [],
    }


def write_dashboard(path):
    chosen = random.Random(1)
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'title': 'Start', 'uid': 'bench-start', 'schemaVersion': 41, 'timezone': 'utc', 'refresh': '',
                   'time': {'from': str(START_MS), 'to': str(START_MS + POINTS * STEP_MS)},
                   'panels': [panel(number, chosen) for number in range(PANELS)]}, file)


class Page(http.server.SimpleHTTPRequestHandler):
    """The rival's page and its library."""

    def __init__(self, *arguments, page=None, library=None, **named):
        self.files = {'/uPlot.iife.min.js': os.path.join(library, 'uPlot.iife.min.js'),
                      '/uPlot.min.css': os.path.join(library, 'uPlot.min.css'), '/': page}
        super().__init__(*arguments, **named)

    def translate_path(self, path):
        return self.files.get(path.split('?')[0], '/nonexistent')

    def guess_type(self, path):
        return {'.js': 'text/javascript', '.css': 'text/css'}.get(os.path.splitext(path)[1], 'text/html')

    def do_POST(self):
        self.rfile.read(int(self.headers.get('Content-Length', 0)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_):
        pass


def uplot(folder):
    """The folder of uPlot's files, or None with a word why."""
    if not shutil.which('chromium'):
        return None, 'chromium is not installed'
    given = os.environ.get('ORIEL_UPLOT')
    if not given and shutil.which('npm'):
        try:
            subprocess.run(['npm', 'install', '--silent', '--prefix', folder, 'uplot'], timeout=120, check=False,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            pass
    library = os.path.join(given or os.path.join(folder, 'node_modules', 'uplot'), 'dist')
    return (library, None) if os.path.isdir(library) else (None, 'uPlot is not there (npm install uplot)')


def measure(first_paint, environment, home, command):
    """What first_paint says of one start in an empty home; None when nothing was painted."""
    state = os.path.join(home, 'state', 'oriel')
    os.makedirs(state)
    with open(os.path.join(state, 'state.json'), 'w', encoding='utf-8') as file:
        json.dump({'window': {'width': WIDTH, 'height': HEIGHT, 'maximized': False}}, file)
    # Without a window manager GTK draws a frame of its own around the window.
    os.makedirs(os.path.join(home, 'config', 'gtk-4.0'))
    with open(os.path.join(home, 'config', 'gtk-4.0', 'gtk.css'), 'w', encoding='utf-8') as file:
        file.write('window.solid-csd { margin: 0; padding: 0; border: none; box-shadow: none; }\n')
    places = {'HOME': home, **{f'XDG_{kind.upper()}_HOME': os.path.join(home, kind)
                               for kind in ('config', 'state', 'cache', 'data')}}
    ran = subprocess.run([first_paint, '--color', COLOR, *command], env={**environment, **places}, capture_output=True,
                         text=True, check=False)
    shutil.rmtree(home, ignore_errors=True)
    values = dict(re.findall(r'(\w+) ([\d.]+)', ran.stdout))
    return {name: float(value) for name, value in values.items()} if ran.returncode == 0 else None


def medians(runs):
    return {name: statistics.median(run[name] for run in runs) for name in runs[0]}


def report(ours, rival, reason):
    """Writes the lines; TRUE when every gate that could be tried is passed."""
    passed = True
    for name, what, unit, gate in GATES:
        if rival is None:
            print(f'bench {name}: {ours[what]:.1f} {unit}, no rival: {reason}')
            continue
        ratio = rival[what] / ours[what]
        passed = passed and ratio >= gate
        print(f'bench {name}: {ours[what]:.1f} {unit}, {rival[what]:.1f} {unit} (Chromium, 24 uPlot charts), '
              f'ratio {ratio:.2f}, gate {gate}')
    return passed


def missing():
    for program in ('Xvfb', 'cc'):
        if not shutil.which(program):
            return f'{program} is not installed'
    return None if shared_dir('bench') else 'there is no shared folder'


def main():
    reason = missing()
    if reason:
        print(f'bench start: skipped, {reason}')
        return 77

    oriel = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else ROUNDS
    with tempfile.TemporaryDirectory(prefix='oriel-bench-', ignore_cleanup_errors=True) as folder:
        first_paint = os.path.join(folder, 'first_paint')
        subprocess.run(['cc', '-O2', '-o', first_paint, os.path.join(shared_dir('bench'), 'native', 'first_paint.c'),
                        '-lX11'], check=True)
        dashboard = os.path.join(folder, 'dashboard.json')
        write_dashboard(dashboard)
        library, reason = uplot(folder)
        page = functools.partial(Page, page=os.path.join(shared_dir('bench'), 'browser', 'page.html'), library=library or '')
        with desktop.desktop(folder, WIDTH, HEIGHT) as (environment, _), http.server.ThreadingHTTPServer(('127.0.0.1', 0), page) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            commands = {'ours': [oriel, dashboard]}
            if library:
                commands['rival'] = ['chromium', *CHROMIUM_FLAGS, f'--window-size={WIDTH},{HEIGHT}', '--window-position=0,0',
                                     f'--user-data-dir={folder}/home/profile',
                                     f'http://127.0.0.1:{server.server_address[1]}/?start=dashboard']
            runs = {side: [] for side in commands}
            for number in range(rounds + 1):
                for side, command in commands.items():
                    run = measure(first_paint, environment, os.path.join(folder, 'home'), command)
                    if run and number > 0:  # the first round warms the disk's cache
                        runs[side].append(run)
            server.shutdown()

    if not runs['ours']:
        print('bench start: our program painted nothing')
        return 1
    if library and not runs['rival']:
        reason = 'Chromium painted nothing'
    rival = medians(runs['rival']) if runs.get('rival') else None
    return 0 if report(medians(runs['ours']), rival, reason) else 1


if __name__ == '__main__':
    sys.exit(main())
