#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window, as a person with a pointer, a keyboard or a screen reader meets it.

usage: test-window.py PROGRAM [CASE…]"""

import http.server
import json
import os
import re
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from harness import CHECKED, EXPANDED, FOCUSED, SELECTED, SENSITIVE, case, main  # noqa: E402

DEMO = {'type': 'oriel-demo', 'uid': 'oriel-demo'}
NOWHERE = {'type': 'prometheus', 'uid': 'nowhere'}
INTERACTIVE = {'button', 'toggle button', 'check box', 'switch', 'text', 'entry', 'slider', 'combo box', 'link'}


def panel(number, title, x, y, source=None, row=False):
    return {
        'id': number, 'type': 'timeseries', 'title': title, 'gridPos': {'x': x, 'y': y, 'w': 12, 'h': 8},
        'datasource': source or DEMO,
        'targets': [{'refId': 'A', 'datasource': source or DEMO, 'metric': 'requests', 'expr': 'up',
                     'by': ['model'], 'calc': 'sum', 'format': 'time_series', 'legendFormat': '{{model}}'}],
        'fieldConfig': {'defaults': {}, 'overrides': []}, 'options': {},
    }


def dashboard(title='Test board', panels=None):
    return {
        'title': title, 'uid': 'ui-test', 'schemaVersion': 41, 'graphTooltip': 1,
        'time': {'from': 'now-6h', 'to': 'now'}, 'timezone': 'utc', 'refresh': '',
        'templating': {'list': [{
            'type': 'custom', 'name': 'who', 'label': 'Who', 'query': 'ada,grace,edsger',
            'current': {'text': 'ada', 'value': 'ada'}, 'options': [],
        }]},
        'panels': panels or [
            panel(1, 'First of $who', 0, 0), panel(2, 'Second', 12, 0),
            {'id': 10, 'type': 'row', 'title': 'More', 'collapsed': False, 'panels': [],
             'gridPos': {'x': 0, 'y': 8, 'w': 24, 'h': 1}},
            panel(3, 'Third', 0, 9),
        ],
    }


def canvas(app, title):
    return app.settled(f'Content of {title}')


def drawn(app, title):
    """The panel, once its picture is there."""
    return app.expect(title, 'group', r'\d+ series')


class Prometheus(http.server.BaseHTTPRequestHandler):
    """As much of a server as a check of the connection asks."""

    def do_GET(self):
        data = {'version': '2.99.0'} if 'buildinfo' in self.path else ['up', 'down']
        body = json.dumps({'status': 'success', 'data': data}).encode()
        self.send_response(200)
        self.send_header('Content-Type', 'application/json')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


def tooltip_texts(app):
    """What tooltips at the pointer say: an instant, and lines of a series and its value."""
    return [node.description for node in app.tree() if node.role == 'tool tip' and node.shown
            and re.match(r'^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\n', node.description)]


def time_labels(app):
    """The instants of which tooltips speak now."""
    return [text.splitlines()[0] for text in tooltip_texts(app)]


def tooltip_names(app):
    """The series of which the tooltip speaks now."""
    return {line.split('\t')[0] for text in tooltip_texts(app) for line in text.splitlines()[1:]}


@case
def shared_tooltip(context):
    board = dict(dashboard(), graphTooltip=2)
    app = context.start(context.file('board.json', board))
    for title in ('First of ada', 'Second', 'Third'):
        drawn(app, title)
    place = canvas(app, 'Second')
    app.quiet_repaints()
    app.move(*place.point(0.5, 0.3))
    app.move(*place.point(0.52, 0.3))
    app.wait(lambda: len(time_labels(app)) == 3, 'a tooltip in each chart')
    assert len(set(time_labels(app))) == 1, time_labels(app)
    app.move(5, 5)
    app.wait(lambda: not time_labels(app), 'all tooltips to go')
    app.quit()


@case
def click_moves_the_focus(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Second')
    app.click(canvas(app, 'Second'), 0.5, 0.3)
    app.expect_state('Content of Second', None, FOCUSED)
    app.expect('Copy values', 'button')
    app.key('Escape')
    app.key('h')
    app.expect_state('First of ada', 'group', FOCUSED)
    app.click(app.settled('Second', 'group'), 0.5, 0.05)
    app.expect_state('Second', 'group', FOCUSED)
    app.quit()


@case
def hidden_series_stay_hidden(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Third')
    app.quiet_repaints()
    place = canvas(app, 'Third')
    _, _, width, height = place.extents
    app.move(*place.point(0.5, 0.3))
    app.wait(lambda: len(tooltip_names(app)) > 1, 'values of all series')
    app.click(place, 40 / width, 1 - 12 / height)
    app.quiet_repaints()
    app.move(*place.point(0.5, 0.3))
    app.wait(lambda: len(tooltip_names(app)) == 1, 'values of one series')
    app.click(app.settled('More', 'button'))
    app.expect_gone('Third', 'group')
    app.click(app.settled('More', 'button'))
    drawn(app, 'Third')
    app.quiet_repaints()
    app.move(*canvas(app, 'Third').point(0.52, 0.3))
    app.wait(lambda: len(tooltip_names(app)) == 1, 'values of one series only')
    app.quit()


def table_panel(number, title, x, y):
    """A table that is sorted by nothing yet."""
    return dict(panel(number, title, x, y), type='table',
                targets=[{'refId': 'A', 'datasource': DEMO, 'metric': 'requests', 'by': ['model'], 'calc': 'sum',
                          'format': 'table'}])


@case
def drag_and_drop(context):
    first = context.file('one.json', dashboard('Dropped one'))
    second = context.file('two.json', dashboard('Dropped two'))
    app = context.start()
    app.expect('First steps')
    place = app.settled('First steps').point()
    source = context.start_drag_source(first, second)
    source.drag_to(source.settled('Files to drag', 'label').point(), place)
    app.expect(re.compile('^Dropped one'), 'label')
    app.expect(re.compile('^Dropped two'), 'label')
    drawn(app, 'First of ada')
    source.process.terminate()
    source.process.wait()
    app.take_focus()
    app.quit()


@case
def palette(context):
    context.file('other.json', dashboard('Elsewhere'))
    board = dashboard()
    board['panels'].insert(3, panel(4, 'Before Third', 12, 9))
    app = context.start(context.file('board.json', board))
    drawn(app, 'First of ada')
    app.key('ctrl+k')
    app.expect_state('Go to', None, FOCUSED)
    app.expect('Connections', 'label')
    app.type('thi')
    app.expect_gone('Connections', 'label')
    app.key('Return')
    app.expect_state('Third', 'group', FOCUSED)
    app.key('ctrl+k')
    app.expect_state('Go to', None, FOCUSED)
    app.type('third')
    app.wait(lambda: [node.name for node in app.tree() if node.role == 'label' and node.shown
                      and node.name in ('Before Third', 'Third')][-2:] == ['Third', 'Before Third'],
             'the panel of that name first')
    app.key('ctrl+a')
    app.type('no such thing')
    app.expect('Nothing Found')
    app.key('Escape')
    app.expect_gone('Nothing Found')
    app.key('ctrl+k')
    app.expect_state('Go to', None, FOCUSED)
    app.type('connec')
    app.key('Return')
    app.expect(re.compile('No Connections Yet'), 'label')
    app.key('Escape')
    app.expect_gone(re.compile('No Connections Yet'), 'label')
    app.quit()


@case
def folder_of_dashboards(context):
    os.makedirs(os.path.join(context.home, 'boards'))
    context.file('boards/one.json', dashboard('Of the engines'))
    context.file('boards/two.json', dashboard('Of the rudders'))
    context.file('boards/broken.json', '{ "title": ')
    context.file('boards/notes.txt', 'no dashboard')
    app = context.start(os.path.join(context.home, 'boards'))
    app.expect('Of the engines', 'label')
    app.expect('Of the rudders', 'label')
    app.expect('two.json', 'label')
    app.expect('broken.json', 'label')
    app.expect('No dashboard can be read from this file', 'label')
    assert app.find('notes.txt') is None, 'a file that is no dashboard is listed'
    app.type('rudd')
    app.expect_gone('Of the engines')
    app.key('Return')
    drawn(app, 'First of ada')
    app.expect('Of the rudders')
    app.key('ctrl+Page_Up')
    app.expect('two.json', 'label')
    app.key('Down', 'Return')
    drawn(app, 'First of ada')
    app.key('ctrl+k')
    app.expect_state('Go to', None, FOCUSED)
    app.type('engines')
    app.key('Return')
    app.expect(re.compile('^Of the engines'), 'label')
    nameless = [node for node in app.tree() if (not node.name or re.match(r'^(Gtk|Adw|Oriel)[A-Z]', node.name))
                and node.role in INTERACTIVE and node.shown]
    assert not nameless, f'without a name: {[(node.role, node.name, node.extents) for node in nameless]}'
    app.expect('Close tab', 'button')
    app.quit()


@case
def keys_reach_what_can_be_clicked(context):
    app = context.start(context.file('board.json', dashboard(panels=[
        panel(1, 'Chart', 0, 0), table_panel(2, 'Table', 12, 0)])))
    drawn(app, 'Chart')
    app.key('j')
    app.expect_state('Chart', 'group', FOCUSED)
    app.key('Tab')
    app.expect_state('Content of Chart', None, FOCUSED)
    app.key('Return')
    app.expect('Content of Chart', text='^Only .*, or all series$')
    app.key('Right', 'Return')
    before = app.quiet_repaints()
    app.key('Escape')
    app.key('End')
    app.wait(lambda: len(tooltip_names(app)) == 1, 'values of one series')
    assert app.quiet_repaints() == before
    app.key('Escape')
    app.key('l')
    app.expect_state('Table', 'group', FOCUSED)
    app.key('Tab')
    app.expect_state('Content of Table', None, FOCUSED)
    app.key('Return')
    app.expect('Content of Table', text='^Sort by ')
    painted = app.quiet_repaints()
    app.key('Return')
    app.wait(lambda: app.repaints() > painted, 'the table to be sorted')
    app.expect('Content of Table', text='^Sort by ')
    app.quit()


class SlowPrometheus(Prometheus):
    """Answers queries once it is allowed to."""

    allowed = threading.Event()

    def do_GET(self):
        if 'query' in self.path:
            self.allowed.wait(60)
        try:
            super().do_GET()
        except OSError:  # whoever asked has gone
            pass

    do_POST = do_GET


@case
def slow_server(context):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), SlowPrometheus)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = context.start('--source', f'nowhere=http://127.0.0.1:{server.server_port}', context.file(
        'board.json', dashboard(panels=[panel(1, 'Good', 0, 0), panel(2, 'Slow', 12, 0, NOWHERE)])))
    drawn(app, 'Good')
    app.expect('Loading…', 'label')
    app.expect('Cancel', 'button')
    app.key('Escape')
    app.expect('Cancelled', 'label')
    app.expect('Refresh', 'button')
    app.key('F5')
    app.expect('Cancel', 'button')
    SlowPrometheus.allowed.set()
    app.expect(re.compile('^Updated '), 'label')
    app.expect('Refresh', 'button')
    server.shutdown()
    app.quit()


@case
def connect_to_a_server(context):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Prometheus)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = context.start()
    app.expect('First steps')
    app.key('ctrl+comma')
    app.expect(re.compile('No Connections Yet'), 'label')
    app.key('Tab')
    app.expect_state(re.compile('Add a connection'), None, FOCUSED)
    app.key('Return')
    app.expect('Add Connection')
    app.type('Mine')
    app.key('Tab')
    app.type(f'http://127.0.0.1:{server.server_port}')
    app.expect_state(re.compile('Save'), 'button', SENSITIVE)
    app.key('Return')
    app.expect('Mine', 'label')
    app.expect(re.compile('2.99.0'), 'label')
    server.shutdown()
    kept = open(os.path.join(context.home, 'config', 'oriel', 'connections.ini')).read()
    assert 'name=Mine' in kept
    app.key('Escape')
    app.expect_gone('Mine', 'label')
    app.quit()


@case
def greeter(context):
    app = context.start()
    app.expect('Look at a Dashboard')
    app.expect('First steps')
    app.quit()


@case
def first_connection(context):
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Prometheus)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = context.start()
    app.click(app.settled(re.compile('^Connect to Prometheus')))
    app.expect('Add Connection')
    app.type('Mine')
    app.key('Tab')
    app.type('http://me:secret@host')
    app.expect(re.compile('^The URL is to begin'), 'label')
    app.key('ctrl+a')
    app.type(f'127.0.0.1:{server.server_port}')
    app.expect_gone(re.compile('^The URL is to begin'), 'label')
    app.key('alt+h')
    app.expect(re.compile('2.99.0'), 'label')
    app.key('BackSpace')
    app.expect_gone(re.compile('2.99.0'), 'label')
    app.type(str(server.server_port)[-1])
    app.key('Return')
    app.expect(re.compile('2.99.0'), 'label')
    server.shutdown()
    kept = open(os.path.join(context.home, 'config', 'oriel', 'connections.ini')).read()
    assert f'url=http://127.0.0.1:{server.server_port}' in kept, kept
    app.key('Escape')
    app.expect_gone('Mine', 'label')
    app.quit()


@case
def open_file(context):
    app = context.start(context.file('board.json', dashboard()))
    app.expect('Test board')
    drawn(app, 'First of ada')
    drawn(app, 'Third')
    app.expect(re.compile('^Time range: Last 6 hours'))
    app.quit()


@case
def change_variable(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'First of ada')
    app.click(app.settled('Who: ada', 'button'))
    app.expect('Search values')
    app.type('gra')
    app.key('Return')
    app.expect('Who: grace')
    drawn(app, 'First of grace')
    app.expect_gone('First of ada')
    app.quit()


@case
def flip_a_switch(context):
    """The choice is kept."""
    board = dashboard()
    board['templating']['list'] = [{'type': 'switch', 'name': 'who', 'label': 'Detail',
                                    'options': [{'value': 'all'}, {'value': 'some'}]}]
    app = context.start(context.file('board.json', board))
    drawn(app, 'First of some')
    app.click(app.settled('Detail', 'switch'))
    drawn(app, 'First of all')
    app.click(app.settled('Detail', 'switch'))
    drawn(app, 'First of some')
    app.click(app.settled('Detail', 'switch'))
    drawn(app, 'First of all')
    app.quit()

    again = context.start()
    drawn(again, 'First of all')
    again.expect_state('Detail', 'switch', CHECKED)
    again.quit()


class Labelled(http.server.BaseHTTPRequestHandler):
    """Labels, their values, and one series for every query; keeps what was asked."""

    asked = []

    def do_GET(self):
        path, _, form = self.path.partition('?')
        form = self.rfile.read(int(self.headers.get('Content-Length', 0))).decode() or form
        asked = urllib.parse.parse_qs(form)
        self.asked.append((path, asked.get('query', asked.get('match[]', []))))
        if path.endswith('/labels'):
            data = ['__name__', 'job', 'zone']
        elif path.endswith('/values'):
            data = ['eu-1', 'eu-2', 'us-1']
        else:
            data = {'resultType': 'matrix', 'result': [{'metric': {'job': 'api'}, 'values': [[time.time(), '1']]}]}
        body = json.dumps({'status': 'success', 'data': data}).encode()
        self.send_response(200)
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


def labelled(variable):
    """A server, the words that make it a source, and a dashboard that asks it."""
    server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Labelled)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    source = {'type': 'prometheus', 'uid': 'mine'}
    board = dashboard(panels=[panel(1, 'Up', 0, 0, source)])
    board['panels'][0]['targets'][0]['expr'] = 'sum(up)'
    board['templating']['list'] = [{'datasource': source, **variable}]
    return server, ('--source', f'mine=http://127.0.0.1:{server.server_port}'), board


def expect_asked(app, query):
    app.wait(lambda: any(query in texts for _, texts in Labelled.asked), f'{query} to be asked')


@case
def filters(context):
    """By the keyboard: a label, a value, several values, and away again; kept over a restart."""
    server, source, board = labelled({'type': 'adhoc', 'name': 'f', 'label': 'Only',
                                      'filters': [{'key': 'job', 'operator': '=', 'value': 'api'}]})
    path = context.file('board.json', board)
    app = context.start(*source, path)
    expect_asked(app, 'sum(up{job="api"})')
    app.expect('Value of job: api', 'button')
    app.click(app.settled('Add a filter to Only', 'button'))
    app.expect('zone', 'label')
    assert ('/api/v1/labels', ['up{job="api"}']) in Labelled.asked, Labelled.asked
    app.type('zo')
    app.key('Return')
    app.expect('us-1', 'label')
    app.type('eu')
    app.key('Return')
    app.expect('Value of zone: eu-1', 'button')
    expect_asked(app, 'sum(up{job="api", zone="eu-1"})')

    app.click(app.settled('Operator of zone: =', 'button'))
    app.expect('Search values')
    app.type('one of')
    app.key('Return')
    app.expect('Operator of zone: =|', 'button')
    app.move(600, 500)
    app.click(app.settled('Value of zone: eu-1', 'button'))
    app.expect('us-1', 'label')
    app.type('elsewhere')
    app.expect('Use this value', 'label')
    app.key('Return', 'Escape')
    app.expect('Value of zone: eu-1, elsewhere', 'button')
    expect_asked(app, 'sum(up{job="api", zone=~"eu-1|elsewhere"})')

    app.click(app.settled('Remove the filter job', 'button'))
    app.expect_gone('Label: job')
    expect_asked(app, 'sum(up{zone=~"eu-1|elsewhere"})')
    app.click(app.settled('Add a filter to Only', 'button'))
    app.expect('Label: Choose a label', 'button')
    app.expect('Search values')
    app.key('Escape')
    app.expect_gone('Label: Choose a label')
    app.quit()

    again = context.start(*source)
    again.expect('Value of zone: eu-1, elsewhere', 'button')
    assert again.find('Label: job') is None, 'the filter that was removed is back'
    again.quit()
    server.shutdown()


@case
def groups(context):
    """Labels to group by are those of the metrics that are asked for."""
    server, source, board = labelled({'type': 'groupby', 'name': 'g', 'label': 'By'})
    app = context.start(*source, context.file('board.json', board))
    expect_asked(app, 'sum(up)')
    app.click(app.settled('By: None', 'button'))
    app.expect('zone', 'label')
    app.key('Down', 'space', 'Down', 'space', 'Escape')
    app.expect('By: job, zone', 'button')
    expect_asked(app, 'sum by (job, zone) (up)')
    app.quit()
    server.shutdown()


@case
def keys_mean_what_is_pointed_at(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Second')
    app.quiet_repaints()
    app.click(canvas(app, 'First of ada'), 0.5, 0.3)
    app.key('Escape')
    app.move(*canvas(app, 'Second').point(0.5, 0.3))
    app.key('v')
    app.expect_gone('First of ada', 'group')
    app.expect('Second', 'group')
    app.key('Escape')
    app.expect('First of ada', 'group')
    app.key('ctrl+f')
    app.expect_state('Go to', None, FOCUSED)
    app.key('Escape')
    app.expect_gone('Go to')
    app.key('question')
    app.expect(re.compile('Move between panels'), 'label')
    app.key('Escape')
    app.expect_gone(re.compile('Move between panels'), 'label')
    app.quit()


@case
def check_values_by_keys(context):
    board = dashboard()
    board['templating']['list'][0].update(multi=True)
    app = context.start(context.file('board.json', board))
    drawn(app, 'First of ada')
    app.click(app.settled('Who: ada', 'button'))
    app.expect('Search values')
    app.key('Down', 'space', 'Down', 'space', 'Down', 'space', 'Escape')
    app.expect('Who: grace, edsger')
    app.quit()


@case
def zoom_and_back(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Second')
    app.drag(canvas(app, 'Second'), 0.4, 0.7)
    app.expect(re.compile(r'^Time range: \d{4}-\d\d-\d\d'))
    drawn(app, 'Second')
    app.key('alt+Left')
    app.expect(re.compile('^Time range: Last 6 hours'))
    app.key('t', 'z')
    app.expect(re.compile(r'^Time range: \d{4}-\d\d-\d\d'))
    app.quit()


@case
def choose_range(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Second')
    app.click(app.settled(re.compile('^Time range: Last 6 hours'), 'button'))
    app.expect('Search quick ranges')
    app.expect_state('Last 6 hours', 'list item', SELECTED)
    assert not app.find('Last 3 hours', 'list item').has_state(SELECTED)
    app.type('last 15')
    app.key('Return')
    app.expect(re.compile('^Time range: Last 15 minutes'))
    # By keys: a click may still be that which closes the popover.
    app.key('ctrl+shift+r')
    app.expect_state('Search quick ranges', None, FOCUSED)
    app.type('fortnight')
    app.expect(re.compile('^No range is called so'), 'label')
    app.key('ctrl+a')
    app.type('now-45m')
    app.key('Return')
    app.expect(re.compile('^Time range: Last 45 minutes'))
    app.quit()


@case
def tooltip_paints_nothing(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Second')
    place = canvas(app, 'Second')
    before = app.quiet_repaints()
    for across in (0.4, 0.5, 0.6, 0.7):
        app.move(*place.point(across, 0.3))
    app.wait(lambda: tooltip_texts(app), 'values at the pointer')
    assert app.quiet_repaints() == before, 'moving the pointer painted a chart'
    app.click(place, 0.7, 0.3)
    app.expect('Copy values', 'button')
    app.key('Escape')
    app.expect_gone('Copy values', 'button')
    app.quit()


def annotated():
    """A dashboard whose annotations are in the file: one in the middle of the range, one at the right."""
    def moment(hours):
        return (time.time() - hours * 3600) * 1000

    board = dashboard(panels=[panel(1, 'Marked', 0, 0), panel(2, 'Unmarked', 12, 0)])
    board['annotations'] = {'list': [
        {'name': 'Deploys', 'enable': True, 'iconColor': 'red', 'filter': {'ids': [1]}, 'snapshotData': [
            {'time': moment(3), 'title': 'Version 7', 'tags': ['gateway'],
             'text': '<b>Bold</b> and <script>evil()</script><i onclick="x()">safe</i> &amp; sound'}]},
        {'name': 'Incidents', 'enable': False, 'snapshotData': [
            {'time': moment(2), 'timeEnd': moment(1), 'title': 'Too slow'}]},
        {'name': 'Lines', 'enable': True, 'datasource': {'type': 'loki', 'uid': 'x'}, 'expr': '{}'},
        {'name': 'Hidden', 'enable': True, 'hide': True, 'snapshotData': []},
    ]}
    return board


@case
def annotations(context):
    app = context.start(context.file('board.json', annotated()))
    marked = app.expect('Marked', 'group', r'\n1 annotation:\n[-0-9]+ [0-9:]+: Version 7')
    assert 'annotation' not in drawn(app, 'Unmarked').description
    assert app.expect('Deploys', 'switch').has_state(CHECKED)
    assert not app.expect('Lines', 'switch', 'loki').has_state(SENSITIVE)
    assert app.find('Hidden', 'switch') is None

    app.click(app.expect('Incidents', 'switch'))
    app.expect('Marked', 'group', r'\n2 annotations:.*: Too slow')
    app.expect('Unmarked', 'group', r'\n1 annotation:.*: Too slow')
    before = app.quiet_repaints()
    app.key('Escape', 'j')
    app.click(marked, 0.5, 0.04)
    app.key('j', 'k')
    app.expect_state('Marked', 'group', FOCUSED)
    app.key('Tab')
    app.expect_state('Content of Marked', None, FOCUSED)
    app.key('Return', 'Up')
    app.expect('Content of Marked', text='Version 7|Too slow')
    app.key('Left')
    app.expect('Content of Marked', text='Version 7\nBold and safe & sound\ngateway\nDeploys$')
    app.expect('Version 7', 'label')
    app.key('Return')
    app.expect_state('Copy values', 'button', FOCUSED)
    app.key('Escape')
    app.expect_gone('Version 7', 'label')
    app.expect_state('Content of Marked', None, FOCUSED)
    assert app.quiet_repaints() == before, 'reading annotations painted a chart'
    app.quit()

    again = context.start()
    again.expect('Marked', 'group', r'\n2 annotations:.*: Too slow')
    assert again.expect('Incidents', 'switch').has_state(CHECKED)
    again.quit()


@case
def collapse(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Third')
    row = app.settled('More', 'button')
    assert row.has_state(EXPANDED), 'the row says that it is folded'
    app.click(row)
    app.expect_gone('Third', 'group')
    app.expect('(1 panel)')
    app.click(app.settled('More', 'button'))
    drawn(app, 'Third')
    app.quit()


@case
def error_stays_in_its_panel(context):
    panels = [panel(1, 'Good', 0, 0), panel(2, 'Bad', 12, 0, NOWHERE)]
    app = context.start('--source', 'nowhere=http://127.0.0.1:9', context.file('board.json', dashboard(panels=panels)))
    app.expect('Bad', 'group', 'Failed: .*127.0.0.1:9')
    drawn(app, 'Good')
    app.expect('What went wrong', 'button')
    app.expect(re.compile('1 panel failed'))
    app.key('ctrl+k')
    app.expect_state('Go to', None, FOCUSED)
    app.type('failed')
    app.expect('Panel, failed', 'label')
    app.key('Return')
    app.expect_state('Bad', 'group', FOCUSED)
    app.click(app.settled(re.compile('Connections'), 'button'))
    app.expect('Add Connection')
    app.key('Escape')
    app.expect_gone('Add Connection')
    app.key('Escape')
    app.expect_gone(re.compile('No Connections Yet'), 'label')
    app.quit()


@case
def restart_keeps_state(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Third')
    app.drag(canvas(app, 'Second'), 0.4, 0.7)
    name = app.expect(re.compile(r'^Time range: \d{4}-')).name
    app.click(app.settled('More', 'button'))
    app.expect_gone('Third', 'group')
    app.click(app.settled('Who: ada', 'button'))
    app.expect('Search values')
    app.type('eds')
    app.key('Return')
    app.expect('Who: edsger')
    app.quit()

    again = context.start()
    drawn(again, 'First of edsger')
    again.expect(name)
    again.expect('(1 panel)')
    assert again.find('Third', 'group') is None, 'the folded row is open'
    again.quit()


@case
def sources_that_come_later_are_chosen(context):
    board = dashboard(panels=[panel(1, 'Good', 0, 0)])
    board['templating']['list'] = [{'type': 'datasource', 'name': 'metrics', 'label': 'Metrics', 'query': 'prometheus',
                                    'current': {}, 'options': []}]
    path = context.file('board.json', board)
    app = context.start(path)
    drawn(app, 'Good')
    app.expect('Metrics: None')
    app.quit()

    again = context.start('--source', 'mine=http://127.0.0.1:9')
    drawn(again, 'Good')
    again.expect('Metrics: mine')
    again.quit()


@case
def one_tab_to_reopen(context):
    first, second = (context.file(f'{name}.json', dashboard(name)) for name in ('One', 'Two'))
    app = context.start(first, second)
    drawn(app, 'First of ada')
    app.key('ctrl+w')
    closed = app.expect(re.compile('“.*” closed'), 'label').name
    app.key('ctrl+w')
    app.wait(lambda: [node.name for node in app.tree() if node.role == 'label' and node.shown
                      and node.name.endswith('” closed')] not in ([], [closed]), 'word of the other tab')
    app.expect_gone(closed, 'label')
    app.key('ctrl+shift+t')
    drawn(app, 'First of ada')
    app.expect_gone(re.compile('closed$'), 'label')
    app.quit()


@case
def broken_save_keeps_the_picture(context):
    path = context.file('board.json', dashboard())
    app = context.start(path)
    drawn(app, 'First of ada')
    context.file('board.json', '{\n  "title": "Broken"\n  "panels": []\n}\n')
    app.expect(re.compile(r'line 3, column \d+'), 'label')
    drawn(app, 'First of ada')
    context.file('board.json', dashboard('Mended board'))
    app.expect('Mended board')
    app.expect_gone(re.compile(r'line 3, column \d+'), 'label')
    assert os.path.exists(path)
    app.quit()


@case
def keyboard(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'Second')
    app.key('j')
    app.expect_state('First of ada', 'group', FOCUSED)
    app.key('l')
    app.expect_state('Second', 'group', FOCUSED)
    app.key('v')
    app.expect_gone('First of ada', 'group')
    app.click(app.settled(re.compile('Back to Dashboard'), 'button'))
    app.expect('First of ada', 'group')
    app.expect_gone(re.compile('Back to Dashboard'), 'button')
    app.expect_state('Second', 'group', FOCUSED)
    app.key('v')
    app.expect_gone('First of ada', 'group')
    app.key('Escape')
    app.expect('First of ada', 'group')
    app.expect_state('Second', 'group', FOCUSED)
    app.key('Tab')
    app.expect_state('Content of Second', None, FOCUSED)
    app.key('End')
    app.expect('Content of Second', text=r'^\d{4}-\d\d-\d\d')
    app.quit()


@case
def link_to_a_dashboard_beside(context):
    link = {'title': 'Beside', 'url': '/d/beside?from=now-15m&to=now&var-who=grace', 'type': 'link'}
    first = dict(panel(1, 'First', 0, 0), links=[link])
    context.file('beside.json', dict(dashboard('Board beside'), uid='beside'))
    app = context.start(context.file('board.json', dashboard(panels=[first])))
    drawn(app, 'First')
    app.click(app.settled('Links', 'button'))
    app.expect_state('Beside', None, FOCUSED)
    app.key('Return')
    app.expect('Board beside')
    drawn(app, 'First of grace')
    app.expect(re.compile('^Time range: Last 15 minutes'))
    app.quit()


@case
def links_of_the_dashboard(context):
    links = [{'title': 'Go on', 'url': '/d/beside', 'type': 'link', 'keepTime': True, 'includeVars': True},
             {'title': 'Others', 'tags': ['kin'], 'type': 'dashboards', 'asDropdown': True}]
    context.file('beside.json', dict(dashboard('Board beside'), uid='beside', tags=['kin']))
    context.file('stranger.json', dict(dashboard('No kin'), uid='stranger'))
    board = dict(dashboard(), links=links, time={'from': 'now-15m', 'to': 'now'})
    board['templating']['list'][0]['current'] = {'text': 'grace', 'value': 'grace'}
    app = context.start(context.file('board.json', board))
    drawn(app, 'First of grace')
    app.click(app.settled('Others'))
    app.expect('Board beside', 'button')
    app.expect_gone('No kin', 'button')
    app.key('Escape')
    app.expect_gone('Board beside', 'button')
    # By keys: a click may still be that which closes the list.
    app.expect_state('Others', None, FOCUSED)
    app.key('shift+Tab')
    app.expect_state('Go on', 'button', FOCUSED)
    app.key('Return')
    app.expect('Board beside', 'label')
    app.expect(re.compile('^Time range: Last 15 minutes'))
    drawn(app, 'First of grace')
    app.quit()


@case
def everything_has_a_name(context):
    app = context.start(context.file('board.json', dashboard()))
    drawn(app, 'First of ada')
    nameless = [node for node in app.tree() if (not node.name or re.match(r'^(Gtk|Adw|Oriel)[A-Z]', node.name))
                and node.role in INTERACTIVE and node.shown]
    assert not nameless, f'without a name: {[(node.role, node.name, node.extents) for node in nameless]}'
    app.quit()


if __name__ == '__main__':
    sys.exit(main(os.path.abspath(sys.argv[1])))
