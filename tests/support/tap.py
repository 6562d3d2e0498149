# SPDX-License-Identifier: GPL-3.0-or-later
"""Test programs in Python: cases with a folder of their own, written as TAP.

A case is a function with the decorator `case`; it takes a Context, fails by AssertionError and
skips by raising Skipped. `main` runs all of them, or those named on the command line."""

import os
import re
import shutil
import sys
import tempfile
import traceback

CASES = []


class Skipped(Exception):
    """What the case needs is not here."""


class Context:
    """What a case is given: a folder that goes with it, and the program under test."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        """Writes text or bytes; gives the path."""
        with open(self.path(name), 'wb') as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return self.path(name)


def case(function):
    CASES.append(function)
    return function


def source_dir():
    """The project's root."""
    return os.environ.get('ORIEL_SOURCE_DIR') or os.path.dirname(os.path.dirname(os.path.dirname(
        os.path.abspath(__file__))))


def shared_dir(name):
    """A folder of the material from outside, or None."""
    root = os.environ.get('ORIEL_SHARED') or os.path.join(os.path.dirname(source_dir()), 'shared')
    path = os.path.join(root, name)
    return path if os.path.isdir(path) else None


def comment(text):
    for line in str(text).splitlines():
        print(f'# {line}')


def run_case(number, function, suite, program):
    """Runs one case and writes its line; TRUE unless it failed."""
    name = f'/{suite}/' + function.__name__.replace('_', '-')
    folder = tempfile.mkdtemp(prefix='oriel-test-')
    try:
        function(Context(program, folder))
    except Skipped as reason:
        print(f'ok {number} {name} # SKIP {reason}')
    except Exception as error:  # a mistake in one case is no reason to leave out the others
        print(f'not ok {number} {name}')
        line = traceback.extract_tb(error.__traceback__)[1:] or traceback.extract_tb(error.__traceback__)
        comment(f'{os.path.basename(line[0].filename)}:{line[0].lineno}: {line[0].line}')
        comment(str(error) or repr(error))
        return False
    else:
        print(f'ok {number} {name}')
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        sys.stdout.flush()
    return True


def main(suite):
    """Runs the cases over the program named first on the command line; the exit status."""
    if len(sys.argv) < 2:
        print(f'usage: {sys.argv[0]} PROGRAM [CASE…]', file=sys.stderr)
        return 2

    program = os.path.abspath(sys.argv[1])
    wanted = [function for function in CASES if not sys.argv[2:] or function.__name__ in sys.argv[2:]]
    print(f'1..{len(wanted)}', flush=True)
    results = [run_case(number, function, suite, program) for number, function in enumerate(wanted, 1)]
    return 0 if all(results) else 1


def match(pattern, text):
    assert re.search(pattern, text), f'{pattern!r} is not in {text[:500]!r}'
