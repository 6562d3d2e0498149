/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of dashboards to PNG, against cairo's writer: faster, and no larger. */

#include "config.h"

#include "bench-panel.h"
#include "bench.h"
#include "export/oriel-export.h"

#define ROUNDS 5
#define WIDTH 1920
#define HEIGHT 1080
#define COLUMNS 3
#define ROWS 4
#define TIME_GATE 3
#define SIZE_GATE 1

/* Panels of few and of many series. */
static cairo_surface_t *
draw_dashboard (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);

  for (guint i = 0; i < COLUMNS * ROWS; i++)
    {
      g_autoptr (GPtrArray) frames = bench_frames_new (1 + i * 2, 500, i + 1);
      int width = WIDTH / COLUMNS, height = HEIGHT / ROWS;
      cairo_surface_t *panel = cairo_surface_create_for_rectangle (
        surface, i % COLUMNS * width, i / COLUMNS * height, width, height);
      cairo_t *cr = cairo_create (panel);

      cairo_set_source_rgb (cr, 0.09, 0.1, 0.12);
      cairo_paint (cr);
      bench_panel_draw (frames, width, height, cr);
      cairo_destroy (cr);
      cairo_surface_destroy (panel);
    }
  cairo_surface_flush (surface);
  return surface;
}

static cairo_status_t
count_bytes (void *closure, const unsigned char *data G_GNUC_UNUSED, unsigned int length)
{
  *(gsize *) closure += length;
  return CAIRO_STATUS_SUCCESS;
}

int
main (void)
{
  cairo_surface_t *surface = draw_dashboard ();
  double ours[ROUNDS], theirs[ROUNDS];
  gsize our_size = 0, their_size = 0;
  gboolean passed;

  for (guint i = 0; i < ROUNDS; i++)
    {
      double begin = bench_cpu_ms ();
      g_autoptr (GBytes) png = oriel_export_encode_png (surface, TRUE, 1, NULL);

      ours[i] = bench_cpu_ms () - begin;
      our_size = g_bytes_get_size (png);
      their_size = 0;
      begin = bench_cpu_ms ();
      cairo_surface_write_to_png_stream (surface, count_bytes, &their_size);
      theirs[i] = bench_cpu_ms () - begin;
    }
  cairo_surface_destroy (surface);
  passed = bench_report_time ("png-1920x1080", bench_median (ours, ROUNDS),
                              bench_median (theirs, ROUNDS), "cairo", TIME_GATE);
  g_print ("bench png-1920x1080-size: %.1f kB, %.1f kB (cairo), ratio %.2f, gate %d\n",
           (double) our_size / 1e3, (double) their_size / 1e3,
           (double) their_size / (double) our_size, SIZE_GATE);
  return passed && our_size <= their_size ? 0 : 1;
}
