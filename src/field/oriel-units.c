/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The registry of value formats: the families in menu order, and what an id means that is in no
 * family (`suffix:x`, `si:mF`, plain text). Rules: Grafana's getValueFormat. */

#include "config.h"

#include "field/oriel-units.h"

#include <string.h>

#include "field/oriel-unit-private.h"

static const OrielUnitFamily *const files[] = {
  oriel_units_misc, oriel_units_measures, oriel_units_money,
  oriel_units_data, oriel_units_energy,   oriel_units_time,
};

/* The menu's order of categories. */
static const char *const categories[] = {
  "Misc",
  "Acceleration",
  "Angle",
  "Area",
  "Computation",
  "Concentration",
  "Currency",
  "Data",
  "Data rate",
  "Date & time",
  "Energy",
  "Flow",
  "Force",
  "Hash rate",
  "Mass",
  "Length",
  "Pressure",
  "Radiation",
  "Rotational Speed",
  "Temperature",
  "Time",
  "Throughput",
  "Velocity",
  "Volume",
  "Boolean",
};

/* Ids that dashboards still use for another. */
static const struct
{
  const char *from;
  const char *to;
} aliases[] = {
  { "farenheit", "fahrenheit" },
};

typedef struct
{
  GArray *list;      /* of OrielUnit, in menu order */
  GHashTable *by_id; /* id → const OrielUnitRow * */
} Registry;

static const OrielUnitFamily *
find_family (const char *category)
{
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    for (const OrielUnitFamily *family = files[i]; family->category != NULL; family++)
      if (strcmp (family->category, category) == 0)
        return family;

  g_assert_not_reached ();
}

static void
add_family (Registry *registry, const OrielUnitFamily *family)
{
  for (guint i = 0; i < family->n_rows; i++)
    {
      const OrielUnitRow *row = &family->rows[i];
      OrielUnit unit = { row->id, row->name, family->category };

      g_array_append_val (registry->list, unit);
      g_hash_table_insert (registry->by_id, (gpointer) row->id, (gpointer) row);
    }
}

static const Registry *
get_registry (void)
{
  static Registry registry;
  static gsize filled = 0;

  if (g_once_init_enter (&filled))
    {
      registry.list = g_array_new (FALSE, FALSE, sizeof (OrielUnit));
      registry.by_id = g_hash_table_new (g_str_hash, g_str_equal);
      for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
        add_family (&registry, find_family (categories[i]));
      for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
        g_hash_table_insert (registry.by_id, (gpointer) aliases[i].from,
                             g_hash_table_lookup (registry.by_id, aliases[i].to));
      g_once_init_leave (&filled, 1);
    }

  return &registry;
}

static const OrielUnitRow *
find_row (const char *id)
{
  return g_hash_table_lookup (get_registry ()->by_id, id);
}

/* What stands behind the colon of an own unit. The functions below fill `format`, whose `owned`
 * text they may cut into pieces. */

static void
compile_prefix (OrielUnitFormat *format)
{
  format->formatter = oriel_unit_format_prefixed;
}

static void
compile_suffix (OrielUnitFormat *format)
{
  format->formatter = oriel_unit_format_fixed;
}

static void
compile_time (OrielUnitFormat *format)
{
  format->formatter = oriel_unit_format_date;
}

static void
compile_si (OrielUnitFormat *format)
{
  static const struct
  {
    const char *prefix;
    int place;
  } prefixes[] = {
    { "f", -5 }, { "p", -4 }, { "n", -3 }, { "µ", -2 }, { "μ", -2 }, { "m", -1 }, { "k", 1 },
    { "M", 2 },  { "G", 3 },  { "T", 4 },  { "P", 5 },  { "E", 6 },  { "Z", 7 },  { "Y", 8 },
  };

  format->formatter = oriel_unit_format_si;
  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (format->symbol, prefixes[i].prefix))
      {
        format->place = prefixes[i].place;
        format->symbol += strlen (prefixes[i].prefix);
        return;
      }
}

static void
compile_count (OrielUnitFormat *format)
{
  format->formatter = oriel_unit_format_count;
}

/* `financial:SYMBOL:suffix`, or the symbol of a scaled currency. */
static void
compile_currency (OrielUnitFormat *format)
{
  char *symbol = (char *) format->symbol;
  char *side;

  format->formatter = oriel_unit_format_currency;
  if (!g_str_has_prefix (symbol, "financial:"))
    return;

  symbol += strlen ("financial:");
  side = strchr (symbol, ':');
  if (side != NULL)
    *side++ = '\0';

  format->symbol = symbol;
  format->place =
    side != NULL && g_str_has_prefix (side, "suffix") && (side[6] == '\0' || side[6] == ':');
  format->formatter = *symbol != '\0' ? oriel_unit_format_financial : oriel_unit_format_fixed;
}

static void
compile_boolean (OrielUnitFormat *format)
{
  char *slash = strchr (format->symbol, '/');

  format->formatter = oriel_unit_format_boolean;
  format->other = "-";
  if (slash == NULL)
    return;

  *slash = '\0';
  format->other = slash + 1;
}

static const struct
{
  const char *key;
  void (*compile) (OrielUnitFormat *format);
} own_units[] = {
  { "prefix:", compile_prefix }, { "suffix:", compile_suffix }, { "time:", compile_time },
  { "si:", compile_si },         { "count:", compile_count },   { "currency:", compile_currency },
  { "bool:", compile_boolean },
};

static void
compile_own (OrielUnitFormat *format, const char *unit)
{
  format->owned = g_strdup (unit);

  for (guint i = 0; i < G_N_ELEMENTS (own_units); i++)
    if (g_str_has_prefix (unit, own_units[i].key))
      {
        format->symbol = format->owned + strlen (own_units[i].key);
        own_units[i].compile (format);
        return;
      }

  format->formatter = oriel_unit_format_fixed;
  format->symbol = format->owned;
}

OrielUnitFormat *
oriel_unit_format_new (const char *unit)
{
  OrielUnitFormat *format = g_new0 (OrielUnitFormat, 1);
  const OrielUnitRow *row;

  if (unit == NULL || *unit == '\0')
    unit = "none";

  row = find_row (unit);
  if (row != NULL)
    *format = row->format;
  else
    compile_own (format, unit);

  return format;
}

void
oriel_unit_format_free (OrielUnitFormat *format)
{
  if (format == NULL)
    return;

  g_free (format->owned);
  g_free (format);
}

void
oriel_unit_format_value (const OrielUnitFormat *format,
                         double value,
                         int decimals,
                         const OrielUnitContext *context,
                         OrielFormatted *out)
{
  out->prefix[0] = out->text[0] = out->suffix[0] = '\0';
  format->formatter (format, value, MIN (decimals, ORIEL_UNIT_MAX_DECIMALS), context, out);
}

gboolean
oriel_unit_is_binary (const char *unit)
{
  const OrielUnitRow *row = unit != NULL ? find_row (unit) : NULL;

  return row != NULL && row->format.formatter == oriel_unit_format_binary;
}

gboolean
oriel_unit_is_date (const char *unit)
{
  return unit != NULL && (g_str_has_prefix (unit, "dateTime") || g_str_has_prefix (unit, "time:"));
}

gboolean
oriel_unit_is_boolean (const char *unit)
{
  return unit != NULL && g_str_has_prefix (unit, "bool");
}

const OrielUnit *
oriel_units_list (guint *n)
{
  const Registry *registry = get_registry ();

  *n = registry->list->len;
  return &g_array_index (registry->list, OrielUnit, 0);
}
