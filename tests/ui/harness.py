# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real window on a screen and buses of its own, and looks at it as a screen reader does.

Tests wait for states (`App.wait`), never for time to pass. A case is a function with the
decorator `case`; `main` runs them and writes TAP. Everything that was started is ended again,
whatever happens."""

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

NEEDED = ('Xvfb', 'dbus-daemon', 'xdotool')
PATIENCE_S = 30
POLL_S = 0.05
SCREEN = '1280x800x24'
# Without a window manager GTK draws a frame of its own around the window.
NO_FRAME = 'window.solid-csd { margin: 0; padding: 0; border: none; box-shadow: none; }\n'
PR_SET_CHILD_SUBREAPER = 36


def reexecute_with_gi():
    """The first python3 may be one without PyGObject; the system's usually has it."""
    system = '/usr/bin/python3'
    if os.path.realpath(sys.executable) != os.path.realpath(system) and os.path.exists(system) \
            and 'ORIEL_UI_REEXECUTED' not in os.environ:
        os.environ['ORIEL_UI_REEXECUTED'] = '1'
        os.execv(system, [system, *sys.argv])


def missing():
    """Why the tests can't run here, or None."""
    for program in NEEDED:
        if not shutil.which(program):
            return f'{program} is not installed'
    if not os.path.exists('/usr/libexec/at-spi-bus-launcher'):
        return 'at-spi2-core is not installed'
    return None


try:
    from gi.repository import Gio, GLib
except ImportError:
    reexecute_with_gi()
    Gio = GLib = None


class Failed(Exception):
    """A state that did not come."""


class Node:
    """One accessible; its name is as it was when the tree was read, the rest is asked for."""

    def __init__(self, app, ref, parent):
        self.app, self.ref, self.parent = app, ref, parent
        self.name = app.property(ref, 'Name') or ''

    @property
    def description(self):
        return self.app.property(self.ref, 'Description') or ''

    @property
    def role(self):
        return self.app.call(self.ref, 'Accessible', 'GetRoleName') or ''

    @property
    def extents(self):
        return self.app.call(self.ref, 'Component', 'GetExtents', GLib.Variant('(u)', (1,))) or (0, 0, 0, 0)

    @property
    def shown(self):
        _, _, width, height = self.extents
        if width <= 0 or height <= 0:
            return False
        node = self
        while node.parent and node.parent.parent:  # the application and its windows say nothing of it
            if not node.has_state(VISIBLE):
                return False
            node = node.parent
        return True

    def has_state(self, bit):
        low, high = self.app.call(self.ref, 'Accessible', 'GetState') or (0, 0)
        return bool((low | high << 32) >> bit & 1)

    def point(self, across=0.5, down=0.5):
        x, y, width, height = self.extents
        return int(x + width * across), int(y + height * down)


CHECKED = 4
EXPANDED = 10
FOCUSED = 12
SELECTED = 23
SENSITIVE = 24
VISIBLE = 30


class Desk:
    """A screen, a session bus and an accessibility bus."""

    def __init__(self):
        ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
        self.folder = tempfile.mkdtemp(prefix='oriel-ui-')
        self.display = self.start_screen()
        self.bus = self.start_bus()
        self.accessibility = self.find_accessibility_bus()

    def start_screen(self):
        read, write = os.pipe()
        subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', SCREEN, '-nolisten', 'tcp'],
                         pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failed('Xvfb did not start')
        return f':{number}'

    def environment(self, home=None):
        environment = {name: value for name, value in os.environ.items()
                       if not name.startswith(('XDG_', 'DBUS_', 'GTK_', 'GDK_', 'ADW_', 'WAYLAND'))}
        home = home or self.folder
        environment.update({
            'DISPLAY': self.display, 'GDK_BACKEND': 'x11', 'HOME': home, 'XDG_RUNTIME_DIR': self.folder,
            'XDG_CONFIG_HOME': f'{home}/config', 'XDG_STATE_HOME': f'{home}/state',
            'XDG_CACHE_HOME': f'{home}/cache', 'XDG_DATA_HOME': f'{home}/data',
            'GSETTINGS_BACKEND': 'memory', 'GTK_USE_PORTAL': '0', 'ADW_DISABLE_PORTAL': '1',
            'GTK_A11Y': 'atspi', 'GSK_RENDERER': 'cairo', 'LC_ALL': 'C.UTF-8', 'TZ': 'UTC',
            'G_DEBUG': 'fatal-criticals', 'ORIEL_DEBUG': 'repaints',
        })
        if hasattr(self, 'bus'):
            environment['DBUS_SESSION_BUS_ADDRESS'] = self.bus
        return environment

    def start_bus(self):
        os.chmod(self.folder, 0o700)
        self.refuse_service('org.freedesktop.secrets')
        process = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address'],
                                   env=self.environment(), stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        address = process.stdout.readline().strip()
        if not address:
            raise Failed('dbus-daemon did not start')
        return address

    def refuse_service(self, name):
        """Keeps the bus from starting what the machine has for that name; a test may own it."""
        os.makedirs(f'{self.folder}/dbus-1/services')
        with open(f'{self.folder}/dbus-1/services/{name}.service', 'w') as file:
            file.write(f'[D-BUS Service]\nName={name}\nExec=/bin/false\n')

    def find_accessibility_bus(self):
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        session = Gio.DBusConnection.new_for_address_sync(self.bus, flags, None, None)
        session.set_exit_on_close(False)
        answer = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress', None, None, 0,
                                   PATIENCE_S * 1000, None)
        connection = Gio.DBusConnection.new_for_address_sync(answer.unpack()[0], flags, None, None)
        connection.set_exit_on_close(False)
        return connection

    def close(self):
        """Ends all that descends from this process, politely first."""
        for number in (signal.SIGTERM, signal.SIGKILL):
            for pid in descendants(os.getpid()):
                try:
                    os.kill(pid, number)
                except ProcessLookupError:
                    pass
            end = time.monotonic() + 5
            while descendants(os.getpid()) and time.monotonic() < end:
                reap()
                time.sleep(POLL_S)
        shutil.rmtree(self.folder, ignore_errors=True)


def reap():
    try:
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
    except ChildProcessError:
        pass


def descendants(root):
    parents = {}
    for name in os.listdir('/proc'):
        if name.isdigit():
            try:
                with open(f'/proc/{name}/stat') as file:
                    parents[int(name)] = int(file.read().rsplit(')', 1)[1].split()[1])
            except OSError:
                pass
    found, level = [], [root]
    while level:
        level = [pid for pid, parent in parents.items() if parent in level]
        found += level
    return found


class App:
    """The program, running; `home` keeps its state between two runs."""

    def __init__(self, desk, program, arguments, home):
        self.desk = desk
        os.makedirs(f'{home}/config/gtk-4.0', exist_ok=True)
        with open(f'{home}/config/gtk-4.0/gtk.css', 'w') as file:
            file.write(NO_FRAME)
        self.log_path = f'{home}/log'
        with open(self.log_path, 'ab') as log:
            self.log_start = log.tell()
            self.process = subprocess.Popen([program, *arguments], env=desk.environment(home), stdout=log, stderr=log)
        self.owner = None

    # --- the accessibility bus ---

    def call(self, ref, interface, method, arguments=None):
        try:
            answer = self.desk.accessibility.call_sync(
                ref[0], ref[1], f'org.a11y.atspi.{interface}', method, arguments, None,
                Gio.DBusCallFlags.NO_AUTO_START, 5000, None).unpack()
        except GLib.Error:
            return None
        return answer[0] if len(answer) == 1 else answer

    def property(self, ref, name):
        try:
            return self.desk.accessibility.call_sync(
                ref[0], ref[1], 'org.freedesktop.DBus.Properties', 'Get',
                GLib.Variant('(ss)', ('org.a11y.atspi.Accessible', name)), None,
                Gio.DBusCallFlags.NO_AUTO_START, 5000, None).unpack()[0]
        except GLib.Error:
            return None

    def find_owner(self):
        root = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
        for ref in self.call(root, 'Accessible', 'GetChildren') or []:
            if self.is_ours(ref[0]):
                self.owner = ref
                return True
        return False

    def is_ours(self, name):
        try:
            return self.desk.accessibility.call_sync(
                'org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus', 'GetConnectionUnixProcessID',
                GLib.Variant('(s)', (name,)), None, 0, 5000, None).unpack()[0] == self.process.pid
        except GLib.Error:
            return False

    def tree(self):
        """All accessibles, in tree order."""
        found, stack = [], [(self.owner, None)]
        while stack and len(found) < 5000:
            ref, parent = stack.pop()
            node = Node(self, ref, parent)
            found.append(node)
            children = self.call(ref, 'Accessible', 'GetChildren') or []
            stack += [(child, node) for child in reversed(children)]
        return found

    # --- looking ---

    def wait(self, condition, what):
        """The first true answer of `condition`."""
        end = time.monotonic() + PATIENCE_S
        while True:
            answer = condition()
            if answer:
                return answer
            if self.process.poll() is not None:
                raise Failed(f'waiting for {what}: the program ended with {self.process.returncode}\n{self.log()}')
            if time.monotonic() > end:
                names = sorted({node.name for node in self.tree() if node.name and node.shown}) if self.owner else []
                raise Failed(f'waited in vain for {what}; on screen: {names}')
            time.sleep(POLL_S)

    @staticmethod
    def is_called(node, name):
        return name.search(node.name) if hasattr(name, 'search') else node.name == name

    def find(self, name, role=None, text=None):
        """What is shown with that name (a text or a compiled expression), or None."""
        for node in self.tree():
            if self.is_called(node, name) and (role is None or node.role == role) and node.shown and (
                    text is None or re.search(text, node.description, re.S)):
                return node
        return None

    def expect(self, name, role=None, text=None):
        return self.wait(lambda: self.find(name, role, text), f'{name} {role or ""} {text or ""}')

    def expect_state(self, name, role, state):
        """What is shown with that name, once it has the state."""
        def found():
            return next((node for node in self.tree() if self.is_called(node, name) and node.has_state(state)
                         and (role is None or node.role == role) and node.shown), None)
        return self.wait(found, f'{name} to have state {state}')

    def expect_gone(self, name, role=None):
        self.wait(lambda: self.find(name, role) is None, f'{name} to go')

    def settled(self, name, role=None):
        """The node once it stays in its place: what was being laid out is."""
        last = [None]

        def is_settled():
            node = self.find(name, role)
            place = node and node.extents
            same = place is not None and place == last[0]
            last[0] = place
            return node if same else None
        return self.wait(is_settled, f'{name} to settle')

    def log(self):
        with open(self.log_path, 'rb') as log:
            log.seek(self.log_start)
            return log.read().decode(errors='replace')

    def repaints(self):
        counts = re.findall(r'repaints: (\d+)', self.log())
        return int(counts[-1]) if counts else 0

    def quiet_repaints(self):
        """The number of repaints once nothing more is painted."""
        last = [-1, 0]

        def is_quiet():
            now = self.repaints()
            last[1] = last[1] + 1 if now == last[0] else 0
            last[0] = now
            return last[1] >= 10
        self.wait(is_quiet, 'the charts to be painted')
        return last[0]

    # --- doing ---

    def xdotool(self, *words):
        subprocess.run(['xdotool', *map(str, words)], env=self.desk.environment(), check=True)

    def move(self, x, y):
        self.xdotool('mousemove', x, y)

    def click(self, node, across=0.5, down=0.5):
        self.xdotool('mousemove', *node.point(across, down), 'click', 1)

    def drag(self, node, start, end, down=0.3):
        x0, y = node.point(start, down)
        x1, _ = node.point(end, down)
        self.xdotool('mousemove', x0, y, 'mousedown', 1)
        for step in range(1, 9):
            self.xdotool('mousemove', x0 + (x1 - x0) * step // 8, y)
        self.xdotool('mouseup', 1)

    def drag_to(self, start, end):
        """Drags from one point of the screen to another, in steps as a hand does."""
        self.xdotool('mousemove', *start, 'mousedown', 1)
        for step in range(1, 17):
            self.xdotool('mousemove', *(start[i] + (end[i] - start[i]) * step // 16 for i in (0, 1)))
        self.xdotool('mouseup', 1)

    def take_focus(self):
        """As a window manager gives it to the window that is left."""
        self.xdotool('search', '--onlyvisible', '--all', '--pid', self.process.pid, '--name', '.', 'windowfocus')

    def key(self, *keys):
        self.xdotool('key', *keys)

    def type(self, text):
        self.xdotool('type', '--delay', 20, text)

    def quit(self):
        """As a person does; waits until the program has ended."""
        self.key('ctrl+q')
        try:
            status = self.process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            raise Failed('the program does not end') from None
        if status != 0:
            raise Failed(f'the program ended with {status}\n{self.log()}')
        complaints = [line for line in self.log().splitlines() if 'CRITICAL' in line or 'WARNING' in line]
        if complaints:
            raise Failed('\n'.join(complaints))


class Context:
    """What a case is given: a home of its own and the program."""

    def __init__(self, desk, program, name):
        self.desk, self.program = desk, program
        self.home = os.path.join(desk.folder, name)
        os.makedirs(self.home)
        self.apps = []

    def file(self, name, content):
        """Writes a file in one step, as editors do; gives its path."""
        path = os.path.join(self.home, name)
        with open(path + '.new', 'w') as file:
            file.write(content if isinstance(content, str) else json.dumps(content, indent=2))
        os.rename(path + '.new', path)
        return path

    def start(self, *arguments):
        app = App(self.desk, self.program, list(arguments), self.home)
        self.apps.append(app)
        app.wait(app.find_owner, 'the program on the accessibility bus')
        return app

    def start_drag_source(self, *files):
        """A window of another program, with files to drag."""
        script = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'drag-source.py')
        with open(f'{self.home}/drag-log', 'ab') as log:
            app = App.__new__(App)
            app.desk, app.owner, app.log_path, app.log_start = self.desk, None, f'{self.home}/drag-log', 0
            app.process = subprocess.Popen(['/usr/bin/python3', script, *files],
                                           env=self.desk.environment(self.home), stdout=log, stderr=log)
        self.apps.append(app)
        app.wait(app.find_owner, 'the other program on the accessibility bus')
        return app

    def close(self):
        for app in self.apps:
            if app.process.poll() is None:
                app.process.kill()
                app.process.wait()


CASES = []


def case(function):
    CASES.append(function)
    return function


def main(program):
    """Runs the cases (or those named on the command line) and writes TAP."""
    reason = 'PyGObject is not installed' if Gio is None else missing()
    if reason:
        print(f'1..0 # SKIP {reason}')
        return 0

    wanted = [function for function in CASES if not sys.argv[2:] or function.__name__ in sys.argv[2:]]
    print(f'1..{len(wanted)}', flush=True)
    failures = 0
    desk = Desk()
    try:
        for number, function in enumerate(wanted, 1):
            context = Context(desk, program, function.__name__)
            name = '/ui/' + function.__name__.replace('_', '-')
            try:
                function(context)
                print(f'ok {number} {name}', flush=True)
            except Exception as error:  # a case must not take the others with it
                failures += 1
                print(f'not ok {number} {name}')
                for line in (str(error) or repr(error)).splitlines():
                    print(f'# {line}', flush=True)
            finally:
                context.close()
    finally:
        desk.close()
    return 1 if failures else 0
