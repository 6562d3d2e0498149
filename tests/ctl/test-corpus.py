#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inspects and draws every dashboard of the corpus: none crashes, none takes long.

usage: test-corpus.py ORIELCTL"""

import concurrent.futures
import json
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from orielctl import is_sanitized, png_size, run  # noqa: E402
from tap import comment, shared_dir  # noqa: E402

CPU_S = 5
AT_ONCE = 2
# Nothing listens here; panels of unknown sources are drawn with their message.
RANGE = ('--from', 1767323040, '--to', 1767344640, '--timezone', 'utc')


def complaint(program, path, folder):
    """What is wrong with the file's runs, or None. A clear refusal is nothing wrong."""
    picture = os.path.join(folder, f'{abs(hash(path))}.png')
    inspected = run(program, 'inspect', path, '--format', 'json')
    drawn = run(program, 'render', path, '-o', picture, '--width', 1200, *RANGE)

    for ran in (inspected, drawn):
        if ran.status not in (0, 1):
            return f'ended with {ran.status}: {ran.err[-500:]}'
        if ran.status == 1 and not ran.err:
            return f'{ran.words[0]} failed with no message'
        if ran.cpu_s > CPU_S * (5 if is_sanitized(program) else 1):
            return f'{ran.words[0]} took {ran.cpu_s:.1f} s of CPU'
        if 'CRITICAL' in ran.err or 'WARNING' in ran.err:
            return ran.err[-500:]
    if inspected.status == 0:
        json.loads(inspected.out)
    if drawn.status == 0:
        width = png_size(picture)[0]
        os.unlink(picture)
        return None if width == 1200 else f'the picture is {width} px wide'
    if inspected.status == 0 and '16384' not in drawn.err:
        return f'is read but not drawn: {drawn.err[-500:]}'
    return None


def main():
    program = os.path.abspath(sys.argv[1])
    corpus = shared_dir('corpus/dashboards')
    if corpus is None:
        print('1..0 # SKIP there is no shared folder')
        return 0

    paths = sorted(os.path.join(folder, name) for folder, _, names in os.walk(corpus)
                   for name in names if name.endswith('.json'))
    print('1..1', flush=True)
    with tempfile.TemporaryDirectory(prefix='oriel-corpus-') as folder, \
            concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        complaints = list(pool.map(lambda path: complaint(program, path, folder), paths))

    bad = [(path, text) for path, text in zip(paths, complaints) if text]
    print(f'oracle corpus: {len(paths) - len(bad)} of {len(paths)}')
    for path, text in bad[:20]:
        comment(f'{os.path.relpath(path, corpus)}: {text}')
    print(f'{"not " if bad else ""}ok 1 /ctl/corpus')
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
