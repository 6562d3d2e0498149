/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-time-zone.h. A zone is a table of periods, built once and never changed, so that
 * lookups need no lock; only finding a zone by name takes one.
 */

#include "config.h"

#include "base/oriel-time-zone.h"

#include <string.h>

#include "base/oriel-time-zone-private.h"

#define MAX_NAME 128
#define MAX_FILE_BYTES (1024 * 1024)

struct _OrielTimeZone
{
  char *name;
  OrielZonePeriod *periods;
  guint n_periods; /* at least 1 */
  gint64 cycle_end_ms;
  gboolean machine;
};

static OrielZonePeriod utc_period = { G_MININT64, G_MAXINT64, 0, "UTC" };
static OrielTimeZone utc_zone = { (char *) "UTC", &utc_period, 1, G_MAXINT64, FALSE };

/* Canonical name → OrielTimeZone; nothing is ever removed. */
static GHashTable *zones;
static GMutex zones_lock;

static const char *const zone_dirs[] = {
  "/usr/share/zoneinfo",
  "/usr/lib/zoneinfo",
  "/usr/share/lib/zoneinfo",
};

const char *
oriel_time_zone_dir (void)
{
  static gsize once;
  static const char *dir;

  if (g_once_init_enter (&once))
    {
      const char *named = g_getenv ("TZDIR");

      dir = zone_dirs[0];
      for (gsize i = G_N_ELEMENTS (zone_dirs); i > 0; i--)
        if (g_file_test (zone_dirs[i - 1], G_FILE_TEST_IS_DIR))
          dir = zone_dirs[i - 1];
      if (named != NULL && *named != '\0')
        dir = g_strdup (named);
      g_once_init_leave (&once, 1);
    }

  return dir;
}

/* Letters, digits and `+-_`, in parts that `/` divides: no part is empty or begins with a dot. */
static gboolean
is_zone_name (const char *name)
{
  gsize length = strlen (name);

  if (length == 0 || length > MAX_NAME)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    {
      gboolean starts = i == 0 || name[i - 1] == '/';

      if (name[i] == '/' ? starts || i + 1 == length
                         : !g_ascii_isalnum (name[i]) && strchr ("+-_", name[i]) == NULL)
        return FALSE;
    }

  return TRUE;
}

/* The entry of `dir` that equals `part` but for its case, or NULL. */
static char *
find_entry (const char *dir, const char *part)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *entry;

  while (entries != NULL && (entry = g_dir_read_name (entries)) != NULL)
    if (g_ascii_strcasecmp (entry, part) == 0)
      return g_strdup (entry);

  return NULL;
}

/* `europe/berlin` → `Europe/Berlin`; NULL when there is no such file. */
static char *
find_name_ignoring_case (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, "/", -1);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *dir = g_build_filename (oriel_time_zone_dir (), found->str, NULL);
      g_autofree char *entry = find_entry (dir, parts[i]);

      if (entry == NULL)
        return NULL;
      if (found->len > 0)
        g_string_append_c (found, '/');
      g_string_append (found, entry);
    }

  return g_string_free (g_steal_pointer (&found), FALSE);
}

/* Works out up to which local time each period may reach. A local time that two periods claim is
 * the earlier one's, and one that is skipped is read with the offset before the gap. The
 * comparison with the period before, not after, is moment-timezone's. */
static void
set_local_ends (OrielZonePeriod *periods, guint n)
{
  gint64 largest = G_MININT64;

  for (guint i = 0; i + 1 < n; i++)
    {
      gint32 before = periods[i > 0 ? i - 1 : 0].offset_ms;
      gint64 end = periods[i + 1].start_ms + MAX (periods[i].offset_ms, before);

      largest = MAX (largest, end);
      periods[i].local_end_ms = largest;
    }

  periods[n - 1].local_end_ms = G_MAXINT64;
}

/* Takes the table from `periods`. */
static OrielTimeZone *
zone_new (const char *name, GArray *periods, gint64 cycle_end_ms)
{
  OrielTimeZone *zone = g_new0 (OrielTimeZone, 1);

  zone->name = g_strdup (name);
  zone->n_periods = periods->len;
  zone->periods = (OrielZonePeriod *) (gpointer) g_array_free (periods, FALSE);
  zone->cycle_end_ms = cycle_end_ms;
  set_local_ends (zone->periods, zone->n_periods);
  return zone;
}

static OrielTimeZone *
load_file (const char *name, const char *path)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, NULL);
  g_autofree char *rule = NULL;
  GArray *periods;
  gint64 cycle_end_ms = G_MAXINT64;

  if (file == NULL || g_mapped_file_get_contents (file) == NULL ||
      g_mapped_file_get_length (file) > MAX_FILE_BYTES)
    return NULL;

  periods = g_array_new (FALSE, TRUE, sizeof (OrielZonePeriod));
  if (!oriel_zone_file_parse (g_mapped_file_get_contents (file), g_mapped_file_get_length (file),
                              periods, &rule))
    {
      g_array_unref (periods);
      return NULL;
    }

  if (rule != NULL)
    oriel_zone_rule_append (rule, periods, &cycle_end_ms);
  return zone_new (name, periods, cycle_end_ms);
}

static OrielTimeZone *
load_rule (const char *rule)
{
  GArray *periods = g_array_new (FALSE, TRUE, sizeof (OrielZonePeriod));
  gint64 cycle_end_ms;

  if (oriel_zone_rule_append (rule, periods, &cycle_end_ms))
    return zone_new (rule, periods, cycle_end_ms);

  g_array_unref (periods);
  return NULL;
}

static OrielTimeZone *
load_named (const char *name)
{
  g_autofree char *path = g_build_filename (oriel_time_zone_dir (), name, NULL);

  return load_file (name, path);
}

/* With the lock held: the zone of a name as it is spelled, from the table or its file. */
static OrielTimeZone *
look_up (const char *name)
{
  OrielTimeZone *zone;

  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);

  zone = g_hash_table_lookup (zones, name);
  if (zone != NULL)
    return zone;

  zone = load_named (name);
  if (zone != NULL)
    g_hash_table_insert (zones, zone->name, zone);
  return zone;
}

static OrielTimeZone *
find_zone (const char *name)
{
  g_autofree char *spelled = NULL;
  OrielTimeZone *zone;

  if (!is_zone_name (name))
    return NULL;

  g_mutex_lock (&zones_lock);
  zone = look_up (name);
  if (zone == NULL)
    {
      spelled = find_name_ignoring_case (name);
      zone = spelled != NULL ? look_up (spelled) : NULL;
    }
  g_mutex_unlock (&zones_lock);

  return zone;
}

/* What TZ or ORIEL_TIMEZONE names: `Europe/Berlin`, `:Europe/Berlin`, `CET-1CEST,M3.5.0,M10.5.0`.
 */
static OrielTimeZone *
zone_from_environment (const char *variable)
{
  const char *value = g_getenv (variable);
  OrielTimeZone *zone;

  if (value == NULL || *value == '\0')
    return NULL;
  if (*value == ':')
    value++;
  if (g_ascii_strcasecmp (value, "UTC") == 0)
    return &utc_zone;

  zone = find_zone (value);
  return zone != NULL ? zone : load_rule (value);
}

static OrielTimeZone *
zone_of_system (void)
{
  g_autofree char *target = g_file_read_link ("/etc/localtime", NULL);
  const char *name = target != NULL ? strstr (target, "zoneinfo/") : NULL;
  OrielTimeZone *zone = name != NULL ? find_zone (name + strlen ("zoneinfo/")) : NULL;

  return zone != NULL ? zone : load_file ("Local", "/etc/localtime");
}

const OrielTimeZone *
oriel_time_zone_machine (void)
{
  static gsize once;
  static OrielTimeZone machine;

  if (g_once_init_enter (&once))
    {
      OrielTimeZone *zone = zone_from_environment ("ORIEL_TIMEZONE");

      if (zone == NULL)
        zone = zone_from_environment ("TZ");
      if (zone == NULL)
        zone = zone_of_system ();
      machine = zone != NULL ? *zone : utc_zone;
      machine.machine = TRUE;
      g_once_init_leave (&once, 1);
    }

  return &machine;
}

const OrielTimeZone *
oriel_time_zone_utc (void)
{
  return &utc_zone;
}

const OrielTimeZone *
oriel_time_zone_get (const char *name)
{
  if (name == NULL || *name == '\0' || g_ascii_strcasecmp (name, "browser") == 0)
    return oriel_time_zone_machine ();
  if (g_ascii_strcasecmp (name, "utc") == 0)
    return &utc_zone;

  return find_zone (name);
}

gboolean
oriel_time_zone_is_machine (const OrielTimeZone *zone)
{
  return zone->machine;
}

const char *
oriel_time_zone_get_name (const OrielTimeZone *zone)
{
  return zone->name;
}

/* Leads a time behind the table back into it, by whole cycles of 400 years. */
static gint64
fold (const OrielTimeZone *zone, gint64 ms)
{
  if (ms < zone->cycle_end_ms)
    return ms;

  return zone->cycle_end_ms - ORIEL_MS_PER_400_YEARS +
         (ms - zone->cycle_end_ms) % ORIEL_MS_PER_400_YEARS;
}

/* The last period that starts at or before the instant. */
static const OrielZonePeriod *
period_at (const OrielTimeZone *zone, gint64 at_ms)
{
  gint64 at = fold (zone, at_ms);
  guint low = 0, high = zone->n_periods;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (zone->periods[middle].start_ms <= at)
        low = middle;
      else
        high = middle;
    }

  return &zone->periods[low];
}

/* The first period that the local time lies before the end of. */
static const OrielZonePeriod *
period_of_local (const OrielTimeZone *zone, gint64 local_ms)
{
  gint64 local = fold (zone, local_ms);
  guint low = 0, high = zone->n_periods - 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (local < zone->periods[middle].local_end_ms)
        high = middle;
      else
        low = middle + 1;
    }

  return &zone->periods[low];
}

gint64
oriel_time_zone_offset_at (const OrielTimeZone *zone, gint64 at_ms)
{
  return period_at (zone, at_ms)->offset_ms;
}

const char *
oriel_time_zone_abbreviation_at (const OrielTimeZone *zone, gint64 at_ms)
{
  return period_at (zone, at_ms)->letters;
}

void
oriel_time_zone_split (const OrielTimeZone *zone, gint64 at_ms, OrielCalendar *out)
{
  gint64 at = CLAMP (at_ms, -ORIEL_TIME_MAX, ORIEL_TIME_MAX);

  oriel_calendar_split (at + oriel_time_zone_offset_at (zone, at), out);
}

gint64
oriel_time_zone_from_local (const OrielTimeZone *zone, gint64 local_ms)
{
  gint64 local = CLAMP (local_ms, -2 * ORIEL_TIME_MAX, 2 * ORIEL_TIME_MAX);

  return local - period_of_local (zone, local)->offset_ms;
}

gint64
oriel_time_zone_join (const OrielTimeZone *zone, const OrielCalendar *calendar)
{
  return oriel_time_zone_from_local (zone, oriel_calendar_join (calendar));
}

/* The first line of tzdata.zi: `# version 2025b`. */
static char *
read_data_version (void)
{
  g_autofree char *path = g_build_filename (oriel_time_zone_dir (), "tzdata.zi", NULL);
  g_autofree char *text = NULL;
  const char *prefix = "# version ";

  if (!g_file_get_contents (path, &text, NULL, NULL) || !g_str_has_prefix (text, prefix))
    return g_strdup ("");

  return g_strndup (text + strlen (prefix), strcspn (text + strlen (prefix), " \n"));
}

const char *
oriel_time_zone_data_version (void)
{
  static gsize once;
  static char *version;

  if (g_once_init_enter (&once))
    {
      version = read_data_version ();
      g_once_init_leave (&once, 1);
    }

  return version;
}
