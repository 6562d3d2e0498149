/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The application's style sheets. Not left to AdwApplication: what it does for an application with
 * a base path of resources includes one more search path of icons, after GTK has begun to read
 * their themes in a thread; it waits for that, throws it away, and reads them again. Our icons lie
 * where GTK looks anyhow. */

#include "config.h"

#include "app/oriel-style.h"

#include <adwaita.h>

typedef struct
{
  const char *resource;
  gboolean (*is_for) (AdwStyleManager *manager); /* NULL: always */
  GtkCssProvider *provider;                      /* nullable until first needed */
  gboolean used;
} Sheet;

/* Later ones have the last word. */
static Sheet sheets[] = {
  { .resource = "/io/github/oriel/Oriel/style.css" },
  { .resource = "/io/github/oriel/Oriel/style-dark.css", .is_for = adw_style_manager_get_dark },
  { .resource = "/io/github/oriel/Oriel/style-hc.css",
    .is_for = adw_style_manager_get_high_contrast },
};

static void
use (Sheet *sheet, GdkDisplay *display, gboolean used)
{
  if (sheet->used == used)
    return;

  sheet->used = used;
  if (!used)
    {
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (sheet->provider));
      return;
    }

  if (!sheet->provider)
    {
      sheet->provider = gtk_css_provider_new ();
      gtk_css_provider_load_from_resource (sheet->provider, sheet->resource);
    }
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (sheet->provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

static void
update (GdkDisplay *display)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (display);
  gboolean changed = FALSE;

  /* Those behind one that comes or goes are put behind it again. */
  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      gboolean wanted = !sheets[i].is_for || sheets[i].is_for (manager);

      if (changed)
        use (&sheets[i], display, FALSE);
      changed = changed || sheets[i].used != wanted;
      use (&sheets[i], display, wanted);
    }
}

#define LIBADWAITA_THEME "Adwaita-empty" /* in the resources of the library since 1.0 */

/* GTK reads the theme that is set while its settings are made, before libadwaita has its say; a
 * name in a settings file or of the desktop still goes first. */
void
oriel_style_init (void)
{
  g_autoptr (GTypeClass) settings = g_type_class_ref (GTK_TYPE_SETTINGS);
  GParamSpec *name = g_object_class_find_property (G_OBJECT_CLASS (settings), "gtk-theme-name");

  if (!name || !G_IS_PARAM_SPEC_STRING (name))
    return;

  g_free (G_PARAM_SPEC_STRING (name)->default_value);
  G_PARAM_SPEC_STRING (name)->default_value = g_strdup (LIBADWAITA_THEME);
}

void
oriel_style_attach (GdkDisplay *display)
{
  AdwStyleManager *manager = adw_style_manager_get_for_display (display);

  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (update), display,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (update), display,
                           G_CONNECT_SWAPPED);
  update (display);
}
