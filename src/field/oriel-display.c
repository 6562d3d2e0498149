/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-display.h. A value goes through mappings, the unit's format, and the colour scale; what
 * neither maps nor is a number shows as its own text. */

#include "config.h"

#include "field/oriel-display.h"

#include <math.h>
#include <string.h>

#include "base/oriel-date-parse-loose.h"
#include "base/oriel-date-parse.h"
#include "base/oriel-json.h"
#include "field/oriel-cell-list.h"
#include "field/oriel-cell.h"
#include "field/oriel-color-scale.h"
#include "field/oriel-mappings.h"
#include "field/oriel-unit-private.h"

/* Time columns that span less show their milliseconds. */
#define SHOW_MS_BELOW 60000

struct _OrielDisplay
{
  const OrielTheme *theme;
  OrielFieldConfig *config; /* NULL: without a field */
  OrielMappings *mappings;
  OrielUnitFormat *format;
  OrielUnitContext context;
  OrielColorScale *scale; /* NULL: no colours */
  GHashTable *colors;     /* colour text of a mapping or enum → OrielColor, as they occur */

  gboolean is_date;
  gboolean is_string; /* unit `string`: nothing is a number */
  gboolean trims;     /* decimals that others asked for lose their trailing zeros */
  gboolean is_enum;
  JsonObject *enums; /* config's `type.enum` of an ENUM field, else NULL */
};

static const char *
unit_of (const OrielField *field)
{
  const char *unit = field->config->unit;
  gboolean is_none = unit == NULL || *unit == '\0';

  if (field->type == ORIEL_FIELD_TIME && !oriel_unit_is_date (unit))
    return "dateTimeAsSystem";
  if (field->type == ORIEL_FIELD_BOOLEAN && !oriel_unit_is_boolean (unit))
    return "bool";
  if (field->type == ORIEL_FIELD_STRING && is_none)
    return "string";

  return is_none ? "none" : unit;
}

static gboolean
needs_ms (const OrielField *field)
{
  gsize n = field->column->n_rows;

  if (field->type != ORIEL_FIELD_TIME || n < 2 || oriel_unit_is_date (field->config->unit))
    return FALSE;

  return ABS ((double) field->column->times[n - 1] - (double) field->column->times[0]) <
         SHOW_MS_BELOW;
}

static gboolean
trims_zeros (const OrielField *field, const char *unit)
{
  return field->type == ORIEL_FIELD_NUMBER && field->config->decimals < 0 &&
         !oriel_unit_is_date (unit) && !oriel_unit_is_boolean (unit) &&
         !g_str_has_prefix (unit, "currency") && strcmp (unit, "locale") != 0;
}

static void
compile_field (OrielDisplay *display, const OrielField *field)
{
  const char *unit = unit_of (field);

  display->config = oriel_field_config_ref (field->config);
  display->mappings = oriel_mappings_new (field->config->mappings);
  display->format = oriel_unit_format_new (unit);
  display->scale = oriel_color_scale_new (field, display->theme);
  display->colors = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  display->is_date = field->type == ORIEL_FIELD_TIME || oriel_unit_is_date (field->config->unit);
  display->is_string = strcmp (unit, "string") == 0;
  display->trims = trims_zeros (field, unit);
  display->context.show_ms = needs_ms (field);
  display->is_enum = field->type == ORIEL_FIELD_ENUM;
  if (display->is_enum)
    display->enums = oriel_json_object (oriel_json_object (field->config->rest, "type"), "enum");
}

OrielDisplay *
oriel_display_new (const OrielField *field,
                   const OrielTheme *theme,
                   const OrielTimeZone *zone,
                   gint64 now_ms)
{
  OrielDisplay *display;

  g_return_val_if_fail (theme != NULL, NULL);

  display = g_new0 (OrielDisplay, 1);
  display->theme = theme;
  display->context.zone = zone;
  display->context.now_ms = now_ms;
  if (field != NULL)
    compile_field (display, field);

  return display;
}

void
oriel_display_free (OrielDisplay *display)
{
  if (display == NULL)
    return;

  g_clear_pointer (&display->colors, g_hash_table_unref);
  oriel_color_scale_free (display->scale);
  oriel_unit_format_free (display->format);
  oriel_mappings_free (display->mappings);
  oriel_field_config_unref (display->config);
  g_free (display);
}

static void
append_text (OrielDisplayValue *out, const char *text)
{
  oriel_unit_append (out->formatted.text, sizeof out->formatted.text, text);
}

/* The value's own text. A long text does not fit and is lent whole. */
static void
write_own_text (const OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  char buffer[ORIEL_NUMBER_BUFFER];
  JsonArray *list;

  if (oriel_cell_is_null (value))
    return;

  list = value->kind == ORIEL_REDUCED_OTHER ? oriel_json_node_array (value->node) : NULL;
  if (list != NULL)
    {
      oriel_cell_list_append (list, display->config != NULL ? ", " : ",", out->formatted.text,
                              sizeof out->formatted.text);
      return;
    }

  append_text (out, oriel_cell_text (value, buffer));
  if (value->kind == ORIEL_REDUCED_TEXT && strlen (value->text) >= sizeof out->formatted.text)
    out->whole = value->text;
}

static gboolean
is_blank (const OrielReduced *value)
{
  return oriel_cell_is_null (value) || (value->kind == ORIEL_REDUCED_TEXT && *value->text == '\0');
}

static double
to_number (const OrielReduced *value)
{
  return is_blank (value) ? NAN : oriel_cell_number (value);
}

static void
begin (OrielDisplayValue *out)
{
  out->formatted.prefix[0] = out->formatted.text[0] = out->formatted.suffix[0] = '\0';
  out->whole = NULL;
  out->icon = NULL;
  out->color_text = NULL;
  out->color = (OrielColor){ 0 };
  out->percent = NAN;
}

/* Decimals were asked for so that neighbours line up; the unit may have scaled them away. Words
 * stay as they are. */
static void
trim_zeros (char *text)
{
  double number = oriel_number_from_string (text);

  if (!isnan (number))
    oriel_number_to_string (number, text);
}

/* Decimals of the neighbours are kept only by numbers that may lose theirs. */
static void
write_number (const OrielDisplay *display,
              double number,
              int adjacent_decimals,
              OrielDisplayValue *out)
{
  gboolean aligns = display->trims && adjacent_decimals >= 0;

  oriel_unit_format_value (display->format, number,
                           aligns ? adjacent_decimals : display->config->decimals,
                           &display->context, &out->formatted);
  if (aligns)
    trim_zeros (out->formatted.text);
}

static void
set_color (OrielDisplay *display, double number, OrielDisplayValue *out)
{
  OrielScaled scaled;

  oriel_color_scale_at (display->scale, number, &scaled);
  out->percent = scaled.percent;
  out->color = scaled.color;
  out->color_text = scaled.text;
}

/* Sets a colour by a text that lives as long as the display. */
static void
set_color_text (OrielDisplay *display, const char *text, OrielDisplayValue *out)
{
  OrielColor *color = g_hash_table_lookup (display->colors, text);

  if (color == NULL)
    {
      color = g_new (OrielColor, 1);
      oriel_theme_color (display->theme, text, color);
      g_hash_table_insert (display->colors, (gpointer) text, color);
    }

  out->color_text = text;
  out->color = *color;
}

/* Returns whether the mapping gave a text. */
static gboolean
apply_mapping (OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  OrielMapped mapped;

  if (display->mappings == NULL || !oriel_mappings_find (display->mappings, value, &mapped))
    return FALSE;

  if (mapped.result->color != NULL)
    set_color_text (display, oriel_theme_color_text (display->theme, mapped.result->color), out);
  out->icon = mapped.result->icon;
  return oriel_mapped_write (&mapped, value, out->formatted.text, sizeof out->formatted.text);
}

/* Texts in a column of dates are read as instants, in UTC. */
static OrielReduced
read_date (const OrielReduced *value)
{
  OrielReduced number = { .kind = ORIEL_REDUCED_NUMBER, .number = NAN };
  gint64 at_ms;

  if (oriel_date_parse_iso (value->text, oriel_time_zone_utc (), &at_ms) ||
      oriel_date_parse_loose (value->text, &at_ms))
    number.number = (double) at_ms;

  return number;
}

static void
show_plain (OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  out->numeric = to_number (value);
  write_own_text (display, value, out);
}

/* Text or colour number `index` of config's enum; NULL behind the last. */
static const char *
enum_member (const OrielDisplay *display, const char *member, double index)
{
  JsonArray *array = oriel_json_array (display->enums, member);

  if (!(index >= 0) || index >= oriel_json_array_length (array) || index != trunc (index))
    return NULL;

  return oriel_json_array_string (array, (guint) index);
}

/* Returns whether there was a text: values behind the last one are shown as the numbers they are.
 */
static gboolean
apply_enum (OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  double index = oriel_cell_number (value);
  const char *text = enum_member (display, "text", index);
  const char *color = enum_member (display, "color", index);

  if (color == NULL)
    color = index >= 0 && index < G_MAXUINT && index == trunc (index)
              ? oriel_theme_series_color (display->theme, (guint) index)
              : oriel_theme_color_text (display->theme, NULL);
  set_color_text (display, color, out);

  if (text != NULL)
    append_text (out, text);
  else if (oriel_json_array (display->enums, "text") == NULL)
    write_own_text (display, value, out);
  else
    return FALSE;

  return TRUE;
}

static void
show_value (OrielDisplay *display,
            const OrielReduced *value,
            int adjacent_decimals,
            OrielDisplayValue *out)
{
  gboolean has_text = display->enums != NULL && display->mappings == NULL
                        ? apply_enum (display, value, out)
                        : apply_mapping (display, value, out);

  out->numeric = display->is_string ? NAN : to_number (value);
  if (!isnan (out->numeric))
    {
      if (!has_text && value->kind != ORIEL_REDUCED_BOOLEAN)
        {
          write_number (display, out->numeric, adjacent_decimals, out);
          has_text = TRUE;
        }
      if (out->color_text == NULL)
        set_color (display, out->numeric, out);
    }

  if (!has_text)
    {
      write_own_text (display, value, out);
      if (is_blank (value) && display->config->no_value != NULL)
        append_text (out, display->config->no_value);
    }
  if (out->color_text == NULL)
    set_color (display, -INFINITY, out);
}

void
oriel_display_cell (OrielDisplay *display,
                    const OrielReduced *value,
                    int adjacent_decimals,
                    OrielDisplayValue *out)
{
  OrielReduced date;

  begin (out);
  if (display->config == NULL)
    {
      show_plain (display, value, out);
      return;
    }
  if (display->is_enum && display->mappings == NULL && oriel_cell_is_null (value))
    {
      out->numeric = NAN;
      return;
    }
  if (display->is_date && value->kind == ORIEL_REDUCED_TEXT)
    {
      date = read_date (value);
      value = &date;
    }
  show_value (display, value, adjacent_decimals, out);
}

void
oriel_display_number (OrielDisplay *display,
                      double value,
                      int adjacent_decimals,
                      OrielDisplayValue *out)
{
  OrielReduced cell = { .kind = ORIEL_REDUCED_NUMBER, .number = value };

  oriel_display_cell (display, &cell, adjacent_decimals, out);
}

void
oriel_display_text (OrielDisplay *display, const char *value, OrielDisplayValue *out)
{
  OrielReduced cell = { .kind = ORIEL_REDUCED_TEXT, .text = value };

  if (value == NULL)
    {
      cell.kind = ORIEL_REDUCED_NUMBER;
      cell.number = oriel_null ();
    }
  oriel_display_cell (display, &cell, -1, out);
}

void
oriel_display_row (OrielDisplay *display,
                   const OrielField *field,
                   gsize row,
                   OrielDisplayValue *out)
{
  OrielReduced cell = oriel_field_cell (field, row);

  oriel_display_cell (display, &cell, -1, out);
}

OrielColor
oriel_display_series_color (OrielDisplay *display, const OrielField *field)
{
  OrielScaled scaled;

  g_return_val_if_fail (display->scale != NULL, (OrielColor){ 0 });

  oriel_color_scale_series (display->scale, field, &scaled);
  return scaled.color;
}

OrielColor
oriel_display_color_at (OrielDisplay *display, double value)
{
  OrielScaled scaled;

  g_return_val_if_fail (display->scale != NULL, (OrielColor){ 0 });

  oriel_color_scale_at (display->scale, value, &scaled);
  return scaled.color;
}
