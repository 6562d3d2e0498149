/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the process keeps its memory. Main thread. */

#pragma once

#include <glib.h>

/* Sets malloc up for what the application does; call first of all. */
void oriel_heap_init (void);

/* A block of `bytes` will soon be asked for, and again and again, by this thread: the pixels of a
 * whole frame. Its pages are got from the system meanwhile, by another. */
void oriel_heap_expect (gsize bytes);

/* Gives what is free back to the system, once what was begun has calmed down. */
void oriel_heap_trim_soon (void);
