/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-source-options.h. The rules are those of Grafana's data source variable. */

#include "config.h"

#include "query/oriel-source-options.h"

#include "dashboard/oriel-variable-options.h"

static void
add_source (GPtrArray *options, const OrielDataSourceSettings *settings)
{
  const char *uid = settings->uid != NULL ? settings->uid : settings->name;

  g_ptr_array_add (options, oriel_variable_option_new (settings->name, uid, NULL));
  if (settings->is_default)
    g_ptr_array_add (options, oriel_variable_option_new ("default", "default", NULL));
}

static GPtrArray *
sources_of_type (const OrielDataSources *sources, const char *type)
{
  GPtrArray *options = oriel_variable_options_new ();

  for (guint i = 0; i < oriel_data_sources_get_n (sources); i++)
    {
      const OrielDataSourceSettings *settings =
        oriel_data_source_get_settings (oriel_data_sources_get (sources, i));

      if (g_strcmp0 (settings->type, type) == 0)
        add_source (options, settings);
    }

  return options;
}

void
oriel_source_options_apply (OrielVariables *variables, const OrielDataSources *sources)
{
  for (guint i = 0; i < oriel_variables_get_n (variables); i++)
    {
      const OrielVariable *definition = oriel_variables_get (variables, i)->definition;
      g_autoptr (GPtrArray) options = NULL;

      if (definition->kind != ORIEL_VARIABLE_DATASOURCE)
        continue;

      options = sources_of_type (sources, definition->query);
      if (options->len > 0)
        oriel_variables_set_answer_options (variables, definition->name, options);
    }
}
