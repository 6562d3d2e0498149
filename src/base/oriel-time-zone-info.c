/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-time-zone-info.h. Countries are those of the system's tables zone1970.tab and
 * iso3166.tab, their names in the form that Grafana's list has: ASCII, `Saint`, `And`.
 */

#include "config.h"

#include "base/oriel-time-zone-info.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/oriel-time-zone-private.h"

/* What people call the time of zones for which the zone files have no letters any more. */
static const struct
{
  const char *zone;
  const char *standard;
  const char *summer; /* NULL: no summer time */
} customary_letters[] = {
  { "America/Argentina/Buenos_Aires", "ART", NULL },
  { "America/Asuncion", "PYT", NULL },
  { "America/Bogota", "COT", NULL },
  { "America/Caracas", "VET", NULL },
  { "America/Cayenne", "GFT", NULL },
  { "America/Guayaquil", "ECT", NULL },
  { "America/Guyana", "GYT", NULL },
  { "America/La_Paz", "BOT", NULL },
  { "America/Lima", "PET", NULL },
  { "America/Manaus", "AMT", NULL },
  { "America/Montevideo", "UYT", NULL },
  { "America/Paramaribo", "SRT", NULL },
  { "America/Santiago", "CLT", "CLST" },
  { "America/Sao_Paulo", "BRT", "BRST" },
  { "Asia/Almaty", "ALMT", NULL },
  { "Asia/Baku", "AZT", NULL },
  { "Asia/Bangkok", "ICT", NULL },
  { "Asia/Dubai", "GST", NULL },
  { "Asia/Ho_Chi_Minh", "ICT", NULL },
  { "Asia/Irkutsk", "IRKT", NULL },
  { "Asia/Kabul", "AFT", NULL },
  { "Asia/Kathmandu", "NPT", NULL },
  { "Asia/Krasnoyarsk", "KRAT", NULL },
  { "Asia/Kuala_Lumpur", "MYT", NULL },
  { "Asia/Novosibirsk", "NOVT", NULL },
  { "Asia/Omsk", "OMST", NULL },
  { "Asia/Singapore", "SGT", NULL },
  { "Asia/Tashkent", "UZT", NULL },
  { "Asia/Tbilisi", "GET", NULL },
  { "Asia/Tehran", "IRST", "IRDT" },
  { "Asia/Thimphu", "BTT", NULL },
  { "Asia/Vladivostok", "VLAT", NULL },
  { "Asia/Yakutsk", "YAKT", NULL },
  { "Asia/Yangon", "MMT", NULL },
  { "Asia/Yekaterinburg", "YEKT", NULL },
  { "Asia/Yerevan", "AMT", NULL },
  { "Atlantic/Azores", "AZOT", "AZOST" },
  { "Atlantic/Cape_Verde", "CVT", NULL },
  { "Australia/Lord_Howe", "LHST", "LHDT" },
  { "Europe/Istanbul", "TRT", NULL },
  { "Europe/Samara", "SAMT", NULL },
  { "Indian/Maldives", "MVT", NULL },
  { "Indian/Mauritius", "MUT", NULL },
  { "Indian/Reunion", "RET", NULL },
  { "Pacific/Apia", "SST", NULL },
  { "Pacific/Chatham", "CHAST", "CHADT" },
  { "Pacific/Fiji", "FJT", NULL },
  { "Pacific/Kiritimati", "LINT", NULL },
  { "Pacific/Noumea", "NCT", NULL },
  { "Pacific/Tahiti", "TAHT", NULL },
  { "Pacific/Tongatapu", "TOT", NULL },
};

static gboolean
in_summer_time (const OrielTimeZone *zone, gint64 at_ms)
{
  gint64 offset = oriel_time_zone_offset_at (zone, at_ms);
  const gint64 half_year = 183 * ORIEL_MS_PER_DAY;

  return offset > oriel_time_zone_offset_at (zone, at_ms - half_year) ||
         offset > oriel_time_zone_offset_at (zone, at_ms + half_year);
}

/* `Etc/GMT+5` lies west: it is GMT-5. */
static char *
letters_of_etc (const char *name)
{
  const char *offset = name + strlen ("Etc/GMT");

  return g_strdup_printf ("GMT%c%s", *offset == '+' ? '-' : '+', offset + 1);
}

static char *
dup_letters (const OrielTimeZone *zone, gint64 at_ms)
{
  const char *letters = oriel_time_zone_abbreviation_at (zone, at_ms);
  const char *name = oriel_time_zone_get_name (zone);

  if (*letters != '+' && *letters != '-')
    return g_strdup (letters);
  if (g_str_has_prefix (name, "Etc/GMT"))
    return letters_of_etc (name);

  for (gsize i = 0; i < G_N_ELEMENTS (customary_letters); i++)
    if (strcmp (customary_letters[i].zone, name) == 0)
      {
        gboolean summer = customary_letters[i].summer != NULL && in_summer_time (zone, at_ms);

        return g_strdup (summer ? customary_letters[i].summer : customary_letters[i].standard);
      }

  return g_strdup ("");
}

/* The lines of one of the system's tables; remarks are still among them. */
static char **
read_table (const char *file)
{
  g_autofree char *path = g_build_filename (oriel_time_zone_dir (), file, NULL);
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return g_new0 (char *, 1);

  return g_strsplit (text, "\n", -1);
}

/* `Côte d'Ivoire` → `Cote D'Ivoire`, `St Helena` → `Saint Helena`, `Samoa (western)` → `Samoa`. */
static char *
normalize_country (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *out = g_string_new (ascii);
  char *remark = strstr (out->str, " (");

  if (remark != NULL)
    g_string_truncate (out, (gsize) (remark - out->str));
  if (g_str_has_prefix (out->str, "St "))
    g_string_insert (out, 1, "ain");
  g_string_replace (out, "&", "And", 0);
  g_string_replace (out, " d'", " D'", 0);
  return g_string_free (out, FALSE);
}

/* The name behind `code` and a tab, or the code itself. */
static char *
dup_country_name (char **table, const char *code)
{
  for (guint i = 0; table[i] != NULL; i++)
    if (strncmp (table[i], code, 2) == 0 && table[i][2] == '\t')
      return normalize_country (table[i] + 3);

  return g_strdup (code);
}

static int
compare_countries (gconstpointer a, gconstpointer b)
{
  return strcmp (((const OrielTimeZoneCountry *) a)->code,
                 ((const OrielTimeZoneCountry *) b)->code);
}

static void
clear_country (gpointer data)
{
  g_free (((OrielTimeZoneCountry *) data)->name);
}

/* The countries of the line whose third column is the zone. */
static void
add_countries (GArray *countries, const char *zone)
{
  g_auto (GStrv) zones = read_table ("zone1970.tab");
  g_auto (GStrv) names = read_table ("iso3166.tab");

  for (guint i = 0; zones[i] != NULL; i++)
    {
      g_auto (GStrv) columns = g_strsplit (zones[i], "\t", 4);

      if (*zones[i] == '#' || g_strv_length (columns) < 3 || strcmp (columns[2], zone) != 0)
        continue;
      for (const char *code = columns[0]; strlen (code) >= 2; code += code[2] == ',' ? 3 : 2)
        {
          OrielTimeZoneCountry country = { { code[0], code[1], '\0' }, NULL };

          country.name = dup_country_name (names, country.code);
          g_array_append_val (countries, country);
        }
    }

  g_array_sort (countries, compare_countries);
}

/* What Grafana calls the zones that are no place. */
static const char *
shown_name (const char *name, const char *iana_name)
{
  if (name == NULL || *name == '\0')
    return _ ("Default");
  if (strcmp (name, "browser") == 0)
    return _ ("Browser Time");
  if (strcmp (name, "utc") == 0)
    return _ ("Coordinated Universal Time");

  return iana_name;
}

OrielTimeZoneInfo *
oriel_time_zone_info_new (const char *name, gint64 at_ms)
{
  const OrielTimeZone *zone = oriel_time_zone_get (name);
  OrielTimeZoneInfo *info;

  if (zone == NULL)
    return NULL;

  info = g_new0 (OrielTimeZoneInfo, 1);
  info->iana_name = g_strdup (oriel_time_zone_get_name (zone));
  info->name = g_strdup (shown_name (name, info->iana_name));
  info->letters = g_strcmp0 (name, "utc") == 0 ? g_strdup ("UTC, GMT") : dup_letters (zone, at_ms);
  info->offset_ms = oriel_time_zone_offset_at (zone, at_ms);
  info->countries = g_array_new (FALSE, TRUE, sizeof (OrielTimeZoneCountry));
  g_array_set_clear_func (info->countries, clear_country);
  add_countries (info->countries, info->iana_name);
  return info;
}

void
oriel_time_zone_info_free (OrielTimeZoneInfo *info)
{
  if (info == NULL)
    return;

  g_free (info->name);
  g_free (info->iana_name);
  g_free (info->letters);
  g_array_unref (info->countries);
  g_free (info);
}
