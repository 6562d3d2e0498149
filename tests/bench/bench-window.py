#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window over a real Prometheus: cold and used start, reopening, refresh, hover, scroll and memory, for
three dashboards. CPU is that of the program and of the X server. Beside ours stand the figures of a Grafana 12.4
in Chromium over such dashboards on a machine of two cores (reference/performance.md of the shared folder), which
can't run here: only their order of size compares.

usage: bench-window.py ORIEL [ROUNDS [DASHBOARD]]"""

import json
import math
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
sys.path.insert(0, os.path.join(HERE, '..', 'live'))
import desktop  # noqa: E402
import server  # noqa: E402

WIDTH, HEIGHT = 1920, 1080
COLOR = 'dd3c3c'
STEP_S, SERIES, GROUPS = 15, 2000, 4
HISTORY_S, AHEAD_S = 2 * 3600 + 600, 3600
RANGE = {'from': 'now-2h', 'to': 'now'}
MOVES, WHEEL, REFRESHES = 120, 60, 20
TRIM_S = 2  # memory is given back once all is calm
UNIT_PX = 38  # height of a unit of the grid with its gap

# Grafana's figures; None where it has none.
SHAPES = {
    '24': dict(panels=24, series=10, columns=4, height=5,
               grafana=dict(cold=4241, used=2943, reopen=2233, refresh_cpu=770, hover_cpu=28, shared_cpu=95, scroll_cpu=None,
                            pss=600, private=365)),
    '100': dict(panels=100, series=20, columns=4, height=8,
                grafana=dict(cold=4318, used=3543, reopen=3123, refresh_cpu=1240, hover_cpu=27, shared_cpu=None,
                             scroll_cpu=1521, pss=665, private=432)),
    '2000': dict(panels=1, series=2000, columns=1, height=20,
                 grafana=dict(cold=6294, used=4967, reopen=3914, refresh_cpu=2040, hover_cpu=18, shared_cpu=None,
                              scroll_cpu=None, pss=690, private=476)),
}
GOALS = dict(cold=15, used=10, reopen=15, refresh_cpu=12, hover_cpu=12, shared_cpu=12, scroll_cpu=15, pss=6, private=5)
UNITS = dict(cold='ms', used='ms', reopen='ms', refresh_cpu='ms CPU', hover_cpu='ms CPU a move', shared_cpu='ms CPU a move',
             scroll_cpu='ms CPU per 1,000 px', pss='MB PSS', private='MB private')


class Samples(server.Server):
    """A Prometheus with gauges from two hours ago until an hour ahead, so that each refresh has something new."""

    def make_blocks(self):
        start = int(time.time()) // STEP_S * STEP_S - HISTORY_S
        points = (HISTORY_S + AHEAD_S) // STEP_S
        waves = [[math.sin(point / (7 + kind)) for point in range(points)] for kind in range(7)]
        with open(self.path('samples.om'), 'w', encoding='utf-8') as out:
            for series in range(SERIES):
                head = f'bench_value{{series="{series}",group="{series % GROUPS}",rank="{series // GROUPS}"}}'
                wave, level, size = waves[series % 7], series % 83, 1 + series % 11
                out.write(''.join(f'{head} {level + size * wave[point]:.4f} {start + point * STEP_S}\n'
                                  for point in range(points)))
            out.write('# EOF\n')
        subprocess.run(['promtool', 'tsdb', 'create-blocks-from', 'openmetrics', '-q', self.path('samples.om'),
                        self.path('data')], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        os.remove(self.path('samples.om'))


def panel(shape, number, seen):
    """Each asks one of four queries, as dashboards of that size do. The line looked for is in the last one on the screen."""
    width = 24 // shape['columns']
    ranks = '|'.join(str(rank) for rank in range(shape['series']))
    query = 'bench_value' if shape['series'] == SERIES else f'bench_value{{group="{number % GROUPS}",rank=~"{ranks}"}}'
    marked = {'matcher': {'id': 'byRegexp', 'options': '/rank="0"/'},
              'properties': [{'id': 'color', 'value': {'mode': 'fixed', 'fixedColor': f'#{COLOR}'}},
                             {'id': 'custom.lineWidth', 'value': 3}]}
    return {
        'id': number + 1, 'type': 'timeseries', 'title': f'Chart {number + 1}', 'interval': f'{STEP_S}s',
        'gridPos': {'x': number % shape['columns'] * width, 'y': number // shape['columns'] * shape['height'], 'w': width,
                    'h': shape['height']},
        'datasource': {'type': 'prometheus', 'uid': 'bench'},
        'targets': [{'refId': 'A', 'expr': query, 'datasource': {'type': 'prometheus', 'uid': 'bench'}}],
        'fieldConfig': {'defaults': {}, 'overrides': [marked] if number == seen else []},
        'options': {'legend': {'showLegend': True, 'displayMode': 'list', 'placement': 'bottom'},
                    'tooltip': {'mode': 'multi', 'sort': 'desc'}},
    }


def write_dashboard(path, name, shape, shared):
    rows_seen = (HEIGHT - 100) // (shape['height'] * UNIT_PX)
    seen = min(shape['panels'], rows_seen * shape['columns']) - 1
    with open(path, 'w', encoding='utf-8') as file:
        json.dump({'title': f'Window {name}', 'uid': f'bench-{name}-{shared}', 'schemaVersion': 41, 'timezone': 'utc', 'refresh': '',
                   'time': RANGE, 'graphTooltip': 2 if shared else 0,
                   'panels': [panel(shape, number, seen) for number in range(shape['panels'])]}, file)


class Window:
    """The program, running."""

    def __init__(self, bench, home, *arguments):
        self.bench = bench
        self.repaints, self.painted_at = 0, 0
        self.started = time.monotonic()
        self.process = subprocess.Popen([bench.oriel, f'--source=bench={bench.url}', *arguments], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.PIPE, text=True, errors='replace', env=bench.places(home))
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stderr:
            found = re.match(r'repaints: (\d+)', line)
            if found:
                self.repaints, self.painted_at = int(found[1]), time.monotonic()

    def pids(self):
        return self.process.pid, self.bench.x_server.pid

    def rest(self):
        return desktop.wait_until_idle(self.pids())

    def cpu(self):
        return desktop.cpu_ms(*self.pids())

    def cost(self, action):
        """CPU of what the action causes, until all is quiet."""
        self.rest()
        before = self.cpu()
        action()
        self.rest()
        return self.cpu() - before

    def do(self, *words):
        subprocess.run(['xdotool', *map(str, words)], env=self.bench.environment, check=True)

    def close(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        while self.bench.screen.shows(COLOR):
            time.sleep(0.01)


class Bench:
    def __init__(self, oriel, folder, url, environment, x_server):
        self.oriel, self.folder, self.url, self.environment, self.x_server = oriel, folder, url, environment, x_server
        self.screen = desktop.Screen(environment['DISPLAY'], WIDTH, HEIGHT)

    def places(self, home):
        return {**self.environment, **desktop.home_places(home), 'ORIEL_DEBUG': 'repaints', 'GSETTINGS_BACKEND': 'memory'}

    def new_home(self):
        home = os.path.join(self.folder, 'home')
        shutil.rmtree(home, ignore_errors=True)
        desktop.make_home(home)
        os.makedirs(os.path.join(home, 'state', 'oriel'))
        with open(os.path.join(home, 'state', 'oriel', 'state.json'), 'w', encoding='utf-8') as file:
            json.dump({'window': {'width': WIDTH, 'height': HEIGHT, 'maximized': False}}, file)
        return home

    def start(self, home, path):
        """A window that shows the dashboard, and how long that took."""
        window = Window(self, home, path)
        return window, (self.screen.wait_for(COLOR) - window.started) * 1e3

    def starts(self, path):
        home = self.new_home()
        window, cold = self.start(home, path)
        window.rest()
        window.close()
        window, used = self.start(home, path)
        window.rest()
        return window, home, {'cold': cold, 'used': used}

    def reopen(self, window, home, path):
        """The tab is closed, and the file opened by another command, which the running program answers."""
        window.do('mousemove', WIDTH // 2, HEIGHT - 20, 'key', 'ctrl+w')
        while self.screen.shows(COLOR):
            time.sleep(0.01)
        window.rest()
        started = time.monotonic()
        subprocess.run([self.oriel, path], env=self.places(home), check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        return (self.screen.wait_for(COLOR) - started) * 1e3

    def refresh(self, window):
        begun = [0]

        def press():
            begun[0] = time.monotonic()
            window.do('key', 'F5')
        cost = window.cost(press)
        return cost, (window.painted_at - begun[0]) * 1e3

    def hover(self, window, shape):
        """Along the first chart, a move every 16 ms."""
        right = WIDTH // shape['columns'] - 40

        def sweep():
            words = []
            for move in range(MOVES):
                words += ['mousemove', 80 + (right - 80) * move // MOVES, 125 + move % 7, 'sleep', '0.016']
            window.do(*words)
        window.do('mousemove', 70, 125)
        return window.cost(sweep) / MOVES

    def scroll(self, window, shape):
        height = math.ceil(shape['panels'] / shape['columns']) * shape['height'] * UNIT_PX
        window.do('mousemove', WIDTH // 2 + 5, HEIGHT // 2)

        def roll():
            words = []
            for _ in range(WHEEL):
                words += ['click', 5, 'sleep', '0.016']
            window.do(*words)
        cost = window.cost(roll)
        window.do('key', 'ctrl+Home')
        return cost / (height - HEIGHT + 100) * 1000

    def run(self, name, shape):
        path = os.path.join(self.folder, f'{name}.json')
        write_dashboard(path, name, shape, False)
        window, home, found = self.starts(path)
        try:
            found['pss'], found['private'] = desktop.memory_mb(window.process.pid)
            found['hover_cpu'] = self.hover(window, shape)
            if shape['grafana']['scroll_cpu']:
                found['scroll_cpu'] = self.scroll(window, shape)
            refreshes = [self.refresh(window) for _ in range(REFRESHES)]
            found['refresh_cpu'], found['refreshed'] = (statistics.median(values) for values in zip(*refreshes))
            time.sleep(TRIM_S)
            found['pss_later'], found['private_later'] = desktop.memory_mb(window.process.pid)
            found['reopen'] = self.reopen(window, home, path)
        finally:
            window.close()
        if shape['grafana']['shared_cpu']:
            write_dashboard(path, name, shape, True)
            window, _ = self.start(self.new_home(), path)
            window.rest()
            found['shared_cpu'] = self.hover(window, shape)
            window.close()
        return found


def report(name, shape, runs):
    found = {what: statistics.median(run[what] for run in runs) for what in runs[0]}
    for what, goal in GOALS.items():
        theirs = shape['grafana'][what]
        if what in found and theirs:
            print(f'bench window {name} {what}: {found[what]:.1f} {UNITS[what]}, Grafana elsewhere {theirs}, '
                  f'ratio {theirs / found[what]:.1f}, goal {goal}')
    print(f'bench window {name} refreshed: last chart drawn {found["refreshed"]:.0f} ms after the key')
    print(f'bench window {name} after {REFRESHES} refreshes: {found["pss_later"]:.1f} MB PSS '
          f'({found["pss_later"] / found["pss"] - 1:+.1%}), {found["private_later"]:.1f} MB private', flush=True)


def missing():
    for program in ('Xvfb', 'xdotool'):
        if not shutil.which(program):
            return f'{program} is not installed'
    return server.missing()


def main():
    reason = missing()
    if reason:
        print(f'bench window: skipped, {reason}')
        return 77

    oriel = os.path.abspath(sys.argv[1])
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    names = sys.argv[3:] or SHAPES
    with tempfile.TemporaryDirectory(prefix='oriel-bench-', ignore_cleanup_errors=True) as folder, Samples() as source, \
            desktop.desktop(folder, WIDTH, HEIGHT) as (environment, x_server):
        bench = Bench(oriel, folder, source.url, environment, x_server)
        for name in names:
            report(name, SHAPES[name], [bench.run(name, SHAPES[name]) for _ in range(rounds)])
        bench.screen.close()
    return 0


if __name__ == '__main__':
    sys.exit(main())
