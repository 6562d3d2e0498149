/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl render: a dashboard or one panel becomes a picture. */

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ctl/ctl-dashboard.h"
#include "export/oriel-dashboard-scene.h"
#include "export/oriel-export.h"

#define DEFAULT_WIDTH_PX 1600
#define MAX_SIDE_PX 32768

static char *opt_output, *opt_theme;
static int opt_panel = G_MININT, opt_width, opt_height;
static double opt_scale = 1;
static char **opt_tabs;
static gboolean opt_unfold;
static OrielExportFormat output_format;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &opt_output,
    N_ ("Picture to write; its ending says the format"), N_ ("FILE.png|.svg|.pdf") },
  { "panel", 0, 0, G_OPTION_ARG_INT, &opt_panel, N_ ("Draw only this panel"), N_ ("ID") },
  { "width", 0, 0, G_OPTION_ARG_INT, &opt_width, N_ ("Width in px"), N_ ("PX") },
  { "height", 0, 0, G_OPTION_ARG_INT, &opt_height, N_ ("Height in px"), N_ ("PX") },
  { "scale", 0, 0, G_OPTION_ARG_DOUBLE, &opt_scale, N_ ("Pixels per px (PNG)"), N_ ("FACTOR") },
  { "theme", 0, 0, G_OPTION_ARG_STRING, &opt_theme, N_ ("dark or light"), N_ ("THEME") },
  { "unfold", 0, 0, G_OPTION_ARG_NONE, &opt_unfold, N_ ("Unfold all rows"), NULL },
  { "tab", 0, 0, G_OPTION_ARG_STRING_ARRAY, &opt_tabs,
    N_ ("Show the tab of that title; may be repeated"), N_ ("TITLE") },
  { NULL },
};

static int
check_options (void)
{
  g_autoptr (GError) error = NULL;

  if (opt_output == NULL)
    return ctl_usage ("render ", "%s", _ ("-o FILE is missing"));
  if (!oriel_export_format_of (opt_output, &output_format, &error))
    return ctl_usage ("render ", "%s", error->message);
  if (opt_theme != NULL && strcmp (opt_theme, "dark") != 0 && strcmp (opt_theme, "light") != 0)
    return ctl_usage ("render ", _ ("there is no theme “%s”: dark or light"), opt_theme);
  if (opt_width < 0 || opt_width > MAX_SIDE_PX || opt_height < 0 || opt_height > MAX_SIDE_PX)
    return ctl_usage ("render ", _ ("a side must be between 1 and %d px"), MAX_SIDE_PX);
  if (!(opt_scale >= 0.1 && opt_scale <= 10))
    return ctl_usage ("render ", "%s", _ ("the scale must be between 0.1 and 10"));

  return CTL_OK;
}

static void
unfold_all (OrielSession *session)
{
  gboolean again = TRUE;

  while (again)
    {
      guint n;
      const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

      again = FALSE;
      for (guint i = 0; i < n && !again; i++)
        if (panels[i].kind == ORIEL_PLACED_ROW &&
            oriel_session_is_collapsed (session, panels[i].key))
          {
            /* The list is another one afterwards. */
            oriel_session_set_collapsed (session, panels[i].key, FALSE);
            again = TRUE;
          }
    }
}

/* Shows the tab of that title; FALSE when no bar has one. */
static gboolean
choose_tab (OrielSession *session, const char *title)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);

  for (guint i = 0; i < n; i++)
    for (guint tab = 0; tab < panels[i].n_tabs; tab++)
      {
        g_autofree char *found = oriel_session_dup_tab_title (session, panels[i].key, tab);

        if (strcmp (found, title) != 0)
          continue;
        /* What is shown already is left alone: a choice makes another list. */
        if (tab != panels[i].tab)
          oriel_session_choose_tab (session, panels[i].key, tab);
        return TRUE;
      }

  return FALSE;
}

/* The first title that no tab has, or NULL. Outer tabs come before those within them. */
static const char *
choose_tabs (OrielSession *session)
{
  for (guint i = 0; opt_tabs != NULL && opt_tabs[i] != NULL; i++)
    if (!choose_tab (session, opt_tabs[i]))
      return opt_tabs[i];

  return NULL;
}

static void
show_all (OrielSession *session, double width)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (session, &n);
  g_autofree OrielRect *rects = oriel_session_panel_rects (session, width, 0, NULL);

  for (guint i = 0; i < n; i++)
    if (panels[i].kind == ORIEL_PLACED_PANEL)
      oriel_session_set_visible (session, panels[i].key, TRUE, (int) rects[i].width);
}

/* Repeats may have changed the panels while the variables were loaded. */
static void
layout_changed_cb (OrielSession *session, gpointer user_data)
{
  choose_tabs (session);
  if (opt_panel == G_MININT)
    show_all (session, opt_width > 0 ? opt_width : DEFAULT_WIDTH_PX);
}

static OrielScene *
panel_scene (CtlDashboard *dashboard, const OrielTheme *theme)
{
  guint n;
  const OrielPlacedPanel *panels = oriel_session_get_panels (dashboard->session, &n);
  g_autofree OrielRect *rects =
    oriel_session_panel_rects (dashboard->session, DEFAULT_WIDTH_PX, 0, NULL);

  for (guint i = 0; i < n; i++)
    if (panels[i].panel->id == opt_panel && panels[i].kind == ORIEL_PLACED_PANEL)
      return oriel_session_panel_scene (dashboard->session, panels[i].key, theme,
                                        opt_width > 0 ? opt_width : rects[i].width,
                                        opt_height > 0 ? opt_height : rects[i].height);

  return NULL;
}

static int
write_picture (const OrielScene *scene, const OrielTheme *theme)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    oriel_export_scene (scene, output_format, theme->canvas, opt_scale, &error);

  if (bytes == NULL)
    return ctl_fail ("%s", error->message);

  if (!g_file_set_contents (opt_output, g_bytes_get_data (bytes, NULL),
                            (gssize) g_bytes_get_size (bytes), &error))
    return ctl_fail ("%s", error->message);

  return CTL_OK;
}

static int
render (CtlDashboard *dashboard)
{
  const OrielTheme *theme = oriel_theme_get (g_strcmp0 (opt_theme, "light") != 0);
  double width = opt_width > 0 ? opt_width : DEFAULT_WIDTH_PX;
  g_autoptr (OrielScene) scene = NULL;
  const char *missing;
  int key;
  int status;

  if (opt_panel != G_MININT)
    {
      if (!ctl_dashboard_show_panel (dashboard, opt_panel, (int) width, &key))
        return ctl_fail (_ ("the dashboard has no panel %d"), opt_panel);
    }
  else
    {
      choose_tabs (dashboard->session);
      if (opt_unfold)
        unfold_all (dashboard->session);
      show_all (dashboard->session, width);
    }

  g_signal_connect (dashboard->session, "layout-changed", G_CALLBACK (layout_changed_cb), NULL);
  status = ctl_dashboard_load (dashboard);
  if (status != CTL_OK)
    return status;

  missing = choose_tabs (dashboard->session);
  if (missing != NULL)
    return ctl_fail (_ ("the dashboard has no tab “%s”"), missing);

  ctl_dashboard_report_errors (dashboard);
  scene = opt_panel != G_MININT
            ? panel_scene (dashboard, theme)
            : oriel_session_scene (dashboard->session, theme, width, opt_height);
  if (scene == NULL)
    return ctl_fail (_ ("the dashboard has no panel %d"), opt_panel);

  /* What failed is in the picture, too. */
  status = write_picture (scene, theme);
  if (status == CTL_OK && ctl_dashboard_got_nothing (dashboard))
    return ctl_fail ("%s", _ ("no panel got any data"));

  return status;
}

int
ctl_render (int argc, char **argv)
{
  const GOptionEntry *groups[] = { options, ctl_dashboard_options, NULL };
  g_auto (CtlDashboard) dashboard = { NULL };
  int status;

  if (!ctl_parse ("render", _ ("DASHBOARD -o FILE"),
                  N_ ("Draws a dashboard, or one panel with its frame."), groups, &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_usage ("render ", "%s", _ ("one dashboard is needed"));

  status = check_options ();
  if (status == CTL_OK)
    status = ctl_dashboard_open (&dashboard, "render ", argv[1]);
  if (status == CTL_OK)
    status = render (&dashboard);

  return status;
}
