/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rival in a browser: uPlot in headless Chromium, asked while the benchmark runs, so that both
 * sides have the same machine. It runs where node and chromium are installed and ORIEL_UPLOT names
 * the folder that holds uPlot.iife.min.js. */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _BenchUplot BenchUplot;

/* Starts it. NULL, with a line of why, where it can't run. */
BenchUplot *bench_uplot_start (void);

/* Ends it; nullable. */
void bench_uplot_stop (BenchUplot *uplot);

/* CPU ms of one drawing, as rival-uplot.mjs describes `request`. NAN when there is no answer, or
 * no `uplot`. */
double bench_uplot_ask (BenchUplot *uplot, const char *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchUplot, bench_uplot_stop)

G_END_DECLS
