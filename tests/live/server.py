# SPDX-License-Identifier: GPL-3.0-or-later
"""A real Prometheus over samples of our own, and what its HTTP API says, asked without Oriel."""

import ctypes
import json
import math
import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

PATIENCE_S = 60
POLL_S = 0.05
PR_SET_PDEATHSIG = 1

# All lie in the past, so that every run sees the same.
START_S = 1767312000  # 2026-01-02 00:00 UTC
STEP_S = 60
POINTS = 6 * 60 + 1
END_S = START_S + (POINTS - 1) * STEP_S

JOBS = {'gateway': 3, 'search': 4, 'billing': 2}
CODES = ('200', '404', '500')
PATHS = ('/', '/items', '/items/{id}', '/health', '/a"b\\c')


def missing():
    """Why there can be no server here, or None."""
    for program in ('prometheus', 'promtool'):
        if not shutil.which(program):
            return f'{program} is not installed'
    return None


def instances():
    for job, count in JOBS.items():
        for number in range(count):
            yield job, f'{job}-{number}:8080'


def escape(value):
    return value.replace('\\', '\\\\').replace('"', '\\"').replace('\n', '\\n')


def write_series(out, name, labels, value_at):
    text = ','.join(f'{label}="{escape(value)}"' for label, value in labels.items())
    for point in range(POINTS):
        value = value_at(point)
        if value is not None:
            shown = 'NaN' if math.isnan(value) else '+Inf' if value == math.inf else repr(float(value))
            out.write(f'{name}{{{text}}} {shown} {START_S + point * STEP_S}\n')


def write_requests(out):
    """Counters that grow unevenly; one instance starts anew at half time."""
    for number, (job, instance) in enumerate(instances()):
        for code_number, code in enumerate(CODES):
            for path_number, path in enumerate(PATHS):
                rate = (number + 2) * (path_number + 1) / (code_number * 20 + 1)

                def value_at(point, rate=rate, restarts=number == 1):
                    since = point - POINTS // 2 if restarts and point >= POINTS // 2 else point
                    return round(since * rate * 3 + 5 * math.sin(since / 20) + 10, 3)
                write_series(out, 'http_requests_total',
                             {'job': job, 'instance': instance, 'code': code, 'path': path}, value_at)


def write_gauges(out):
    for number, (job, instance) in enumerate(instances()):
        # The last one is away for an hour.
        write_series(out, 'process_load', {'job': job, 'instance': instance},
                     lambda point, n=number: None if n == 8 and 120 <= point < 180 else
                     round(2 + n / 4 + math.sin(point / 30 + n), 4))


def write_odd_values(out):
    for kind, value in (('huge', 1.5e21), ('integer', 9007199254740993.0), ('negative', -0.1), ('none', math.nan),
                        ('small', 1.25e-9), ('endless', math.inf), ('thin', 5e-324), ('third', 1 / 3), ('zero', 0.0)):
        write_series(out, 'odd_value', {'kind': kind, 'name': 'Größe "µ" \\ \n'}, lambda point, v=value: v)


class Server:
    """Starts with `with`; ends and cleans up whatever happens, even when the test is killed."""

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix='oriel-live-')
        self.process = None
        try:
            self.make_blocks()
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def make_blocks(self):
        with open(self.path('samples.om'), 'w', encoding='utf-8') as out:
            write_requests(out)
            write_gauges(out)
            write_odd_values(out)
            out.write('# EOF\n')
        subprocess.run(['promtool', 'tsdb', 'create-blocks-from', 'openmetrics', '-q', self.path('samples.om'),
                        self.path('data')], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def start(self):
        """Another program may take the port first, so try again."""
        with open(self.path('prometheus.yml'), 'w', encoding='utf-8') as out:
            out.write('{}\n')
        for _ in range(5):
            with socket.socket() as probe:
                probe.bind(('127.0.0.1', 0))
                port = probe.getsockname()[1]
            self.url = f'http://127.0.0.1:{port}'
            self.process = self.launch(port)
            if self.wait_until_ready():
                return
        with open(self.path('log'), encoding='utf-8') as log:
            raise OSError(f'prometheus does not start: {log.read()[-1000:]}')

    def launch(self, port):
        libc = ctypes.CDLL(None)
        with open(self.path('log'), 'wb') as log:
            return subprocess.Popen(
                ['prometheus', f'--config.file={self.path("prometheus.yml")}', f'--storage.tsdb.path={self.path("data")}',
                 '--storage.tsdb.retention.time=100y', f'--web.listen-address=127.0.0.1:{port}'],
                stdout=log, stderr=log, preexec_fn=lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL))

    def wait_until_ready(self):
        end = time.monotonic() + PATIENCE_S
        while self.process.poll() is None and time.monotonic() < end:
            try:
                with urllib.request.urlopen(self.url + '/-/ready', timeout=5) as answer:
                    if answer.status == 200:
                        return True
            except OSError:
                pass
            time.sleep(POLL_S)
        self.stop()
        return False

    def stop(self):
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    # --- the API ---

    def api(self, path, **parameters):
        """The answer's JSON, also that of an error."""
        query = urllib.parse.urlencode(parameters)
        try:
            with urllib.request.urlopen(f'{self.url}/api/v1/{path}?{query}', timeout=PATIENCE_S) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            return json.load(error)

    def instant(self, expr, at=END_S):
        return self.api('query', query=expr, time=at)

    def range(self, expr, start=START_S, end=END_S, step=STEP_S):
        return self.api('query_range', query=expr, start=start, end=end, step=step)
