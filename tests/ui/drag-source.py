#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window from which files can be dragged, as a file manager's.

usage: drag-source.py FILE…"""

import sys

import gi

gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, Gio, GLib, Gtk  # noqa: E402


def activate(app):
    uris = ''.join(Gio.File.new_for_commandline_arg(path).get_uri() + '\r\n' for path in sys.argv[1:])
    content = Gdk.ContentProvider.new_for_bytes('text/uri-list', GLib.Bytes.new(uris.encode()))
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY)
    source.connect('prepare', lambda *_: content)
    label = Gtk.Label(label='Files to drag', width_request=160, height_request=120)
    label.add_controller(source)
    Gtk.ApplicationWindow(application=app, title='Files', child=label, decorated=False).present()


application = Gtk.Application(application_id='io.github.oriel.DragSource', flags=Gio.ApplicationFlags.NON_UNIQUE)
application.connect('activate', activate)
application.run([])
