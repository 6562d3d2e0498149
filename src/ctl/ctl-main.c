/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl: finds the command and runs it. */

#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#include "base/oriel-words.h"
#include "ctl/ctl.h"

static const CtlCommand commands[] = {
  { "convert", N_ ("write a dashboard in another schema, as JSON or YAML"), ctl_convert },
  { "frames", N_ ("print a panel's data after transformations and field display"), ctl_frames },
  { "inspect", N_ ("print a dashboard as Oriel understands it"), ctl_inspect },
  { "query", N_ ("evaluate PromQL on a server"), ctl_query },
  { "render", N_ ("draw a dashboard or one panel as PNG, SVG or PDF"), ctl_render },
};

int
ctl_fail (const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("orielctl: %s\n", message);
  return CTL_FAILED;
}

int
ctl_usage (const char *command, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_printerr ("orielctl: %s\n", message);
  g_printerr (_ ("Try “orielctl %s--help”.\n"), command != NULL ? command : "");
  return CTL_USAGE;
}

gboolean
ctl_print (const char *text, gsize length)
{
  return fwrite (text, 1, length, stdout) == length && fflush (stdout) == 0;
}

/* GLib leaves the “--” in its place when what follows looks like an option. */
static void
drop_separator (int *argc, char **argv)
{
  if (*argc < 2 || strcmp (argv[1], "--") != 0)
    return;

  for (int i = 1; i < *argc; i++)
    argv[i] = argv[i + 1];
  (*argc)--;
}

gboolean
ctl_parse (const char *command,
           const char *what,
           const char *summary,
           const GOptionEntry *const *groups,
           int *argc,
           char ***argv)
{
  g_autofree char *hint = g_strdup_printf ("%s ", command);
  g_autoptr (GOptionContext) context = g_option_context_new (what);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strdup_printf ("orielctl %s", command);

  g_set_prgname (name);
  g_option_context_set_summary (context, _ (summary));
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  for (guint i = 0; groups[i] != NULL; i++)
    g_option_context_add_main_entries (context, groups[i], GETTEXT_PACKAGE);

  if (g_option_context_parse (context, argc, argv, &error))
    {
      drop_separator (argc, *argv);
      return TRUE;
    }

  ctl_usage (hint, "%s", error->message);
  return FALSE;
}

static void
print_help (void)
{
  g_print ("%s\n\n", _ ("Usage: orielctl COMMAND [OPTION…] ARGUMENT…"));
  g_print ("%s\n", _ ("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_print ("  %-10s %s\n", commands[i].name, _ (commands[i].summary));
  g_print ("\n%s\n", _ ("“orielctl COMMAND --help” tells more about a command."));
}

int
main (int argc, char **argv)
{
  oriel_words_init ();

  if (argc < 2)
    return ctl_usage (NULL, "%s", _ ("a command is missing"));

  if (strcmp (argv[1], "--help") == 0 || strcmp (argv[1], "-h") == 0 ||
      strcmp (argv[1], "help") == 0)
    {
      print_help ();
      return CTL_OK;
    }
  if (strcmp (argv[1], "--version") == 0)
    {
      g_print ("orielctl %s\n", ORIEL_VERSION);
      return CTL_OK;
    }

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (argc - 1, argv + 1);

  return ctl_usage (NULL, _ ("there is no command “%s”"), argv[1]);
}
