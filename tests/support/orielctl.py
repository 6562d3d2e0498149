# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs orielctl within limits and reads the pictures it writes."""

import functools
import os
import re
import resource
import struct
import subprocess
import tempfile
import threading

PATIENCE_S = 120  # of the clock: the machine may be busy
CPU_S = 60
ADDRESS_SPACE = 4 << 30


@functools.cache
def is_sanitized(program):
    """Sanitizers want address space without end, and all is slower with them."""
    with open(program, 'rb') as file:
        return b'__asan_init' in file.read()


class Run:
    """What a run left: exit status (negative: the signal), output, CPU and peak memory."""

    def __init__(self, words, status, out, err, usage):
        self.words, self.status, self.out, self.err = words, status, out, err
        self.cpu_s = usage.ru_utime + usage.ru_stime
        self.peak_mb = usage.ru_maxrss / 1024

    def __str__(self):
        return f'orielctl {" ".join(self.words)}: status {self.status}\n{self.err[-2000:]}'

    def expect(self, status, message=None):
        """Asserts the exit status, and that a message was written (or none: message='')."""
        assert self.status == status, f'{self}\nexpected status {status}'
        if message == '':
            assert not self.err, str(self)
        elif message is not None:
            assert re.search(message, self.err), f'{self}\nwithout {message!r}'
        return self


def run(program, *words, stdin=b'', environment=None):
    """Runs the program to its end; never longer than PATIENCE_S."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
        if not is_sanitized(program):
            resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))

    words = [str(word) for word in words]
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err, tempfile.TemporaryFile() as given:
        given.write(stdin)
        given.seek(0)
        process = subprocess.Popen([program, *words], stdin=given, stdout=out, stderr=err, preexec_fn=limit,
                                   env={**os.environ, **(environment or {})})
        timer = threading.Timer(PATIENCE_S, process.kill)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        finally:
            timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        return Run(words, process.returncode, out.read(), err.read().decode(errors='replace'), usage)


def png_size(path):
    """Width and height of a PNG that is whole."""
    with open(path, 'rb') as file:
        data = file.read()
    assert data[:8] == b'\x89PNG\r\n\x1a\n' and data[-8:-4] == b'IEND', f'{path} is no PNG'
    return struct.unpack('>II', data[16:24])


def svg_size(path):
    """Width and height of an SVG in px."""
    with open(path, encoding='utf-8') as file:
        text = file.read()
    head = re.search(r'<svg [^>]*width="([\d.]+)(?:px)?"[^>]*height="([\d.]+)(?:px)?"', text)
    assert head and text.rstrip().endswith('</svg>'), f'{path} is no SVG'
    return float(head[1]), float(head[2])


def pdf_size(path):
    """Width and height of the page of a PDF."""
    with open(path, 'rb') as file:
        data = file.read()
    box = re.search(rb'/MediaBox \[ ?([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+) ?\]', data)
    assert data.startswith(b'%PDF-') and b'%%EOF' in data[-16:] and box, f'{path} is no PDF'
    x0, y0, x1, y1 = (float(number) for number in box.groups())
    return x1 - x0, y1 - y0
