/* SPDX-License-Identifier: GPL-3.0-or-later */

/* How the process keeps its memory. Main thread. */

#pragma once

/* Sets malloc up for what the application does; call first of all. */
void oriel_heap_init (void);

/* Gives what is free back to the system, once what was begun has calmed down. */
void oriel_heap_trim_soon (void);
