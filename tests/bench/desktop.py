# SPDX-License-Identifier: GPL-3.0-or-later
"""A screen and a bus for benchmarks of the real window: looks at pixels, moves the pointer, and
counts the processor time of programs together with the X server's."""

import contextlib
import ctypes
import glob
import os
import shutil
import subprocess
import time

NO_FRAME = 'window.solid-csd { margin: 0; padding: 0; border: none; box-shadow: none; }\n'
ROW_STEP = 8
ALL_PLANES, Z_PIXMAP = 2**64 - 1, 2


@contextlib.contextmanager
def desktop(folder, width, height):
    """Gives the environment for programs on a screen of that size, and the process of the X server."""
    environment = {name: value for name, value in os.environ.items()
                   if not name.startswith(('XDG_', 'DBUS_', 'GTK_', 'GDK_', 'GSK_', 'ADW_', 'G_DEBUG', 'WAYLAND'))}
    environment.update(XDG_RUNTIME_DIR=folder, GDK_BACKEND='x11', ADW_DISABLE_PORTAL='1', GTK_USE_PORTAL='0')
    read, write = os.pipe()
    server = subprocess.Popen(['Xvfb', '-displayfd', str(write), '-screen', '0', f'{width}x{height}x24', '-nolisten', 'tcp'],
                              pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    started = [server]
    os.close(write)
    try:
        with os.fdopen(read) as pipe:
            environment['DISPLAY'] = ':' + pipe.readline().strip()
        if shutil.which('dbus-daemon'):
            bus = subprocess.Popen(['dbus-daemon', '--session', '--nofork', '--print-address'], env=environment,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
            started.append(bus)
            environment['DBUS_SESSION_BUS_ADDRESS'] = bus.stdout.readline().strip()
        yield environment, server
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait()


def home_places(home):
    return {'HOME': home, **{f'XDG_{kind.upper()}_HOME': os.path.join(home, kind)
                             for kind in ('config', 'state', 'cache', 'data')}}


def make_home(home):
    """An empty home in which a window has no frame of its own: here is no window manager."""
    os.makedirs(os.path.join(home, 'config', 'gtk-4.0'))
    with open(os.path.join(home, 'config', 'gtk-4.0', 'gtk.css'), 'w', encoding='utf-8') as file:
        file.write(NO_FRAME)


class Image(ctypes.Structure):
    """The beginning of Xlib's XImage."""
    _fields_ = [('width', ctypes.c_int), ('height', ctypes.c_int), ('xoffset', ctypes.c_int), ('format', ctypes.c_int),
                ('data', ctypes.POINTER(ctypes.c_char))]


class Screen:
    """What is to be seen."""

    def __init__(self, display, width, height):
        self.width, self.height = width, height
        self.x11 = ctypes.CDLL('libX11.so.6')
        self.x11.XOpenDisplay.restype = ctypes.c_void_p
        self.x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self.x11.XGetImage.restype = ctypes.POINTER(Image)
        self.display = ctypes.c_void_p(self.x11.XOpenDisplay(display.encode()))
        self.root = ctypes.c_ulong(self.x11.XDefaultRootWindow(self.display))

    def close(self):
        self.x11.XCloseDisplay(self.display)

    def row(self, y):
        """The pixels of one row, four bytes each: blue, green, red, nothing."""
        image = self.x11.XGetImage(self.display, self.root, 0, y, self.width, 1, ctypes.c_ulong(ALL_PLANES), Z_PIXMAP)
        if not image:
            return b''
        data = ctypes.string_at(image.contents.data, self.width * 4)
        self.x11.XFree(image.contents.data)
        self.x11.XFree(image)
        return data

    def shows(self, color):
        """Whether some pixel of every eighth row has just that colour (rrggbb)."""
        wanted = bytes.fromhex(color)[::-1]
        for y in range(0, self.height, ROW_STEP):
            row = self.row(y)
            at = row.find(wanted)
            while at >= 0:
                if at % 4 == 0:
                    return True
                at = row.find(wanted, at + 1)
        return False

    def wait_for(self, color, seconds=60):
        """The moment at which the colour was first seen."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.shows(color):
                return time.monotonic()
            time.sleep(0.002)
        raise TimeoutError(f'nothing has the colour {color}')


def cpu_ms(*pids):
    """Processor time of these processes, all threads, dead ones left out."""
    total = 0
    for pid in pids:
        for path in glob.glob(f'/proc/{pid}/task/*/schedstat'):
            try:
                with open(path, encoding='ascii') as file:
                    total += int(file.read().split()[0])
            except OSError:
                pass
    return total / 1e6


def memory_mb(pid):
    """PSS and private memory."""
    values = {}
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as file:
        for line in file:
            name, _, rest = line.partition(':')
            if rest.endswith('kB\n'):
                values[name] = int(rest.split()[0]) / 1024
    return values['Pss'], values['Private_Clean'] + values['Private_Dirty']


def wait_until_idle(pids, quiet_s=0.4, seconds=60):
    """The moment after which these processes used next to nothing for a while."""
    end = time.monotonic() + seconds
    since, last = time.monotonic(), cpu_ms(*pids)
    while time.monotonic() < end:
        time.sleep(0.02)
        now = cpu_ms(*pids)
        if now - last > 0.5:
            since = time.monotonic()
        elif time.monotonic() - since > quiet_s:
            return since
        last = now
    raise TimeoutError('the program does not come to rest')
