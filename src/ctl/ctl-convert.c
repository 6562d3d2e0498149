/* SPDX-License-Identifier: GPL-3.0-or-later */

/* orielctl convert: a dashboard in another schema. */

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/oriel-save.h"
#include "ctl/ctl-dashboard.h"

static char *opt_output, *opt_to, *opt_format;

static const GOptionEntry options[] = {
  { "output", 'o', 0, G_OPTION_ARG_FILENAME, &opt_output,
    N_ ("File to write; standard output if not given"), N_ ("FILE") },
  { "to", 0, 0, G_OPTION_ARG_STRING, &opt_to, N_ ("classic, v2beta1 or v2 (default)"),
    N_ ("SCHEMA") },
  { "format", 0, 0, G_OPTION_ARG_STRING, &opt_format, N_ ("json or yaml"), N_ ("FORMAT") },
  { NULL },
};

static const struct
{
  const char *name;
  OrielSchema schema;
} schemas[] = {
  { "classic", ORIEL_SCHEMA_CLASSIC },
  { "v2", ORIEL_SCHEMA_V2 },
  { "v2beta1", ORIEL_SCHEMA_V2BETA1 },
};

static gboolean
read_schema (OrielSchema *schema)
{
  const char *name = opt_to != NULL ? opt_to : "v2";

  for (guint i = 0; i < G_N_ELEMENTS (schemas); i++)
    if (strcmp (schemas[i].name, name) == 0)
      {
        *schema = schemas[i].schema;
        return TRUE;
      }

  return FALSE;
}

static gboolean
is_yaml_name (const char *name)
{
  return name != NULL && (g_str_has_suffix (name, ".yaml") || g_str_has_suffix (name, ".yml"));
}

/* The format that was named, else that of the file's ending. */
static gboolean
read_format (OrielTextKind *kind)
{
  *kind = is_yaml_name (opt_output) ? ORIEL_TEXT_YAML : ORIEL_TEXT_JSON;
  if (opt_format == NULL)
    return TRUE;

  *kind = strcmp (opt_format, "yaml") == 0 ? ORIEL_TEXT_YAML : ORIEL_TEXT_JSON;
  return *kind == ORIEL_TEXT_YAML || strcmp (opt_format, "json") == 0;
}

/* A file that is there is replaced. */
static int
write_file (const char *text)
{
  g_autofree char *old = NULL;
  gsize length = 0;
  g_autoptr (GError) error = NULL;

  if (g_file_test (opt_output, G_FILE_TEST_EXISTS) &&
      !g_file_get_contents (opt_output, &old, &length, &error))
    return ctl_fail ("%s", error->message);
  if (!oriel_save_file (opt_output, old, length, text, strlen (text), &error))
    return ctl_fail ("%s", error->message);

  return CTL_OK;
}

int
ctl_convert (int argc, char **argv)
{
  const GOptionEntry *groups[] = { options, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (OrielDraft) draft = NULL;
  g_autofree char *text = NULL;
  OrielSchema schema;
  OrielTextKind kind;

  if (!ctl_parse (
        "convert", _ ("DASHBOARD"),
        N_ ("Writes a dashboard in another schema. What only one of them has is left out."), groups,
        &argc, &argv))
    return CTL_USAGE;
  if (argc != 2)
    return ctl_usage ("convert ", "%s", _ ("one dashboard is needed"));
  if (!read_schema (&schema))
    return ctl_usage ("convert ", _ ("there is no schema “%s”: classic, v2beta1 or v2"), opt_to);
  if (!read_format (&kind))
    return ctl_usage ("convert ", _ ("there is no format “%s”: json or yaml"), opt_format);

  draft = ctl_draft_read (argv[1], &error);
  if (draft == NULL)
    return ctl_fail ("%s", error->message);

  text = oriel_draft_convert (draft, schema, kind);
  if (opt_output != NULL)
    return write_file (text);
  if (!ctl_print (text, strlen (text)))
    return ctl_fail ("%s", _ ("can’t write to standard output"));

  return CTL_OK;
}
