/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A time series panel for benchmarks: from frames to pixels, as the application has it. */

#pragma once

#include <cairo.h>

#include "draw/oriel-scene.h"

G_BEGIN_DECLS

/* Frames of random walks, an array of OrielFrame: the same for the same `seed`. They share their
 * times. Free with g_ptr_array_unref(). */
GPtrArray *bench_frames_new (guint n_series, guint n_samples, guint32 seed);

/* A scene of their lines alone, which borrows their columns. */
OrielScene *bench_lines_new (GPtrArray *frames, int width, int height);

/* Prepares, lays out and paints them. Everything of it is done anew. */
void bench_panel_draw (GPtrArray *frames, int width, int height, cairo_t *cr);

G_END_DECLS
