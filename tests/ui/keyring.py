# SPDX-License-Identifier: GPL-3.0-or-later
"""A keyring of a test's own: the real daemon, unlocked, on the bus and in a home of the test."""

import os
import shutil
import signal
import subprocess

from gi.repository import Gio, GLib

DAEMON = 'gnome-keyring-daemon'
SERVICE = 'org.freedesktop.secrets'
ROOT = '/org/freedesktop/secrets'
PLAIN = GLib.Variant('(sv)', ('plain', GLib.Variant('s', '')))


def missing():
    """Why there can't be a keyring, or None."""
    return None if shutil.which(DAEMON) else f'{DAEMON} is not installed'


class Keyring:
    """The daemon, until the end of the `with`; what it keeps is seen through the Secret Service."""

    def __init__(self, desk, home):
        os.makedirs(home)
        self.process = subprocess.Popen(
            [DAEMON, '--unlock', '--foreground', '--components=secrets'], env=desk.environment(home),
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process.stdin.write(b'thrown away')
        self.process.stdin.close()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.bus = Gio.DBusConnection.new_for_address_sync(desk.bus, flags, None, None)
        self.bus.set_exit_on_close(False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.bus.close_sync(None)
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(30)

    def call(self, path, interface, method, arguments):
        return self.bus.call_sync(SERVICE, path, f'org.freedesktop.Secret.{interface}', method, arguments, None,
                                  Gio.DBusCallFlags.NO_AUTO_START, 10000, None).unpack()

    def is_up(self):
        """TRUE once it is unlocked and has a place for secrets."""
        try:
            return self.call(ROOT, 'Service', 'ReadAlias', GLib.Variant('(s)', ('default',)))[0] != '/'
        except GLib.Error:
            return False

    def secrets(self, schema):
        """What is kept under the schema: {(connection, what): value}."""
        session = self.call(ROOT, 'Service', 'OpenSession', PLAIN)[1]
        attributes = GLib.Variant('(a{ss})', ({'xdg:schema': schema},))
        unlocked, _ = self.call(ROOT, 'Service', 'SearchItems', attributes)
        return dict(self.item(path, session) for path in unlocked)

    def item(self, path, session):
        attributes = self.bus.call_sync(
            SERVICE, path, 'org.freedesktop.DBus.Properties', 'Get',
            GLib.Variant('(ss)', ('org.freedesktop.Secret.Item', 'Attributes')), None,
            Gio.DBusCallFlags.NO_AUTO_START, 10000, None).unpack()[0]
        secret = self.call(path, 'Item', 'GetSecret', GLib.Variant('(o)', (session,)))[0]
        return (attributes['connection'], attributes['what']), bytes(secret[2]).decode()
