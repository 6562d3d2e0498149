#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""orielctl speaks the user's language, liboriel's words too, and numbers stay as they are.

usage: test-language.py ORIELCTL [CASE…]"""

import locale
import os
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', 'support'))
from orielctl import run  # noqa: E402
from tap import Skipped, case, main, match, source_dir  # noqa: E402

DEMO = os.path.join(source_dir(), 'data', 'demo', 'gpu-fleet.json')
CATALOGUES = os.path.join(os.environ.get('ORIEL_BUILD_DIR', '_build'), 'po')
GERMAN = {'LANGUAGE': 'de', 'ORIEL_LOCALE_DIR': CATALOGUES}
COMMA_LOCALES = ('de_DE.utf8', 'fr_FR.utf8', 'nl_NL.utf8')


def need_catalogue():
    if not os.path.exists(os.path.join(CATALOGUES, 'de', 'LC_MESSAGES', 'oriel.mo')):
        raise Skipped('the translations are not built')


@case
def help_is_translated(context):
    need_catalogue()
    match('Aufruf: orielctl', run(context.program, '--help', environment=GERMAN).expect(0, '').out.decode())
    match('Breite in px', run(context.program, 'render', '--help', environment=GERMAN).expect(0, '').out.decode())
    run(context.program, 'nothing', environment=GERMAN).expect(2, 'es gibt keinen Befehl „nothing“')


@case
def messages_of_the_library_are_translated(context):
    need_catalogue()
    run(context.program, 'inspect', '-', stdin=b'{"a": 01}', environment=GERMAN).expect(1, 'Zeile 1, Spalte')


def comma_locale():
    """The name of a locale with a decimal comma."""
    for name in COMMA_LOCALES:
        try:
            locale.setlocale(locale.LC_NUMERIC, name)
        except locale.Error:
            continue
        locale.setlocale(locale.LC_NUMERIC, 'C')
        return name
    raise Skipped('there is no locale with a decimal comma')


def drawn(program, words, environment):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'dashboard.svg')
        run(program, 'render', '-o', path, *words, environment=environment).expect(0, '')
        with open(path, 'rb') as file:
            return file.read()


@case
def data_is_the_same_in_every_locale(context):
    name = comma_locale()
    words = ('--from', '2026-01-01', '--to', '2026-01-02', DEMO)
    comma = {'LC_ALL': name, 'LANGUAGE': 'en'}
    frames = [run(context.program, 'frames', '--panel', 1, *words, environment=environment).expect(0, '').out
              for environment in ({}, comma)]
    assert frames[0] == frames[1] and b'.' in frames[0], name

    pictures = [drawn(context.program, words, environment) for environment in ({}, comma)]
    assert pictures[0] == pictures[1], name


if __name__ == '__main__':
    sys.exit(main('ctl/language'))
