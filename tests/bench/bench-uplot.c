/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "bench-uplot.h"

#include <math.h>

struct _BenchUplot
{
  GSubprocess *process;
  GOutputStream *requests;
  GDataInputStream *answers;
};

static char *
script_path (void)
{
  const char *source = g_getenv ("ORIEL_SOURCE_DIR");

  return g_build_filename (source != NULL ? source : ".", "tests", "bench", "rival-uplot.mjs",
                           NULL);
}

BenchUplot *
bench_uplot_start (void)
{
  g_autofree char *script = script_path ();
  g_autoptr (GError) error = NULL;
  GSubprocess *process;
  BenchUplot *uplot;

  if (g_getenv ("ORIEL_UPLOT") == NULL)
    {
      g_print ("# uPlot does not run: ORIEL_UPLOT is not set\n");
      return NULL;
    }
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                              &error, "node", script, NULL);
  if (process == NULL)
    {
      g_print ("# uPlot does not run: %s\n", error->message);
      return NULL;
    }

  uplot = g_new0 (BenchUplot, 1);
  uplot->process = process;
  uplot->requests = g_subprocess_get_stdin_pipe (process);
  uplot->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  return uplot;
}

void
bench_uplot_stop (BenchUplot *uplot)
{
  if (uplot == NULL)
    return;

  g_output_stream_close (uplot->requests, NULL, NULL);
  g_subprocess_wait (uplot->process, NULL, NULL);
  g_object_unref (uplot->answers);
  g_object_unref (uplot->process);
  g_free (uplot);
}

double
bench_uplot_ask (BenchUplot *uplot, const char *request)
{
  g_autofree char *line = g_strconcat (request, "\n", NULL);
  g_autofree char *answer = NULL;

  if (uplot == NULL ||
      !g_output_stream_write_all (uplot->requests, line, strlen (line), NULL, NULL, NULL))
    return NAN;

  answer = g_data_input_stream_read_line_utf8 (uplot->answers, NULL, NULL, NULL);
  return answer != NULL ? g_ascii_strtod (answer, NULL) : NAN;
}
