/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-display.h. A value goes through mappings, the unit's format, and the colour scale; what
 * neither maps nor is a number shows as its own text. */

#include "config.h"

#include "field/oriel-display.h"

#include <math.h>
#include <string.h>

#include "base/oriel-date-parse.h"
#include "base/oriel-json.h"
#include "field/oriel-cell.h"
#include "field/oriel-color-scale.h"
#include "field/oriel-mappings.h"
#include "field/oriel-unit-private.h"

/* Lists within lists that are written out. */
#define MAX_LIST_DEPTH 8

/* Time columns that span less show their milliseconds. */
#define SHOW_MS_BELOW 60000

struct _OrielDisplay
{
  const OrielTheme *theme;
  OrielFieldConfig *config; /* NULL: without a field */
  OrielFieldType type;
  OrielMappings *mappings;
  OrielUnitFormat *format;
  OrielUnitContext context;
  OrielColorScale *scale; /* NULL: no colours */

  gboolean is_date;
  gboolean is_string; /* unit `string`: nothing is a number */
  gboolean trims;     /* decimals that others asked for lose their trailing zeros */
  JsonObject *enums;  /* ENUM: config's `type.enum`; nullable */
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
  display->type = field->type;
  display->mappings = oriel_mappings_new (field->config->mappings);
  display->format = oriel_unit_format_new (unit);
  display->scale = oriel_color_scale_new (field, display->theme);
  display->is_date = oriel_unit_is_date (unit);
  display->is_string = strcmp (unit, "string") == 0;
  display->trims = trims_zeros (field, unit);
  display->context.show_ms = needs_ms (field);
  if (field->type == ORIEL_FIELD_ENUM)
    display->enums = oriel_json_object (oriel_json_object (field->config->rest, "type"), "enum");
}

OrielDisplay *
oriel_display_new (const OrielField *field,
                   const OrielTheme *theme,
                   const OrielTimeZone *zone,
                   gint64 now_ms)
{
  OrielDisplay *display = g_new0 (OrielDisplay, 1);

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

static void
append_list (OrielDisplayValue *out, JsonArray *array, const char *separator, guint depth)
{
  guint n = depth < MAX_LIST_DEPTH ? json_array_get_length (array) : 0;

  for (guint i = 0; i < n && strlen (out->formatted.text) + 1 < sizeof out->formatted.text; i++)
    {
      OrielReduced cell = oriel_cell_from_node (json_array_get_element (array, i));
      char buffer[ORIEL_NUMBER_BUFFER];

      if (i > 0)
        append_text (out, separator);
      if (cell.kind == ORIEL_REDUCED_OTHER && JSON_NODE_HOLDS_ARRAY (cell.node))
        append_list (out, json_node_get_array (cell.node), ",", depth + 1);
      else if (!oriel_cell_is_null (&cell))
        append_text (out, oriel_cell_text (&cell, buffer));
    }
}

/* The value's own text. A long text does not fit and is lent whole. */
static void
write_own_text (const OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  char buffer[ORIEL_NUMBER_BUFFER];

  if (oriel_cell_is_null (value))
    return;

  if (value->kind == ORIEL_REDUCED_OTHER && value->node != NULL &&
      JSON_NODE_HOLDS_ARRAY (value->node))
    {
      append_list (out, json_node_get_array (value->node), display->config != NULL ? ", " : ",", 0);
      return;
    }

  append_text (out, oriel_cell_text (value, buffer));
  if (value->kind == ORIEL_REDUCED_TEXT && strlen (value->text) >= sizeof out->formatted.text)
    out->whole = value->text;
}

static double
to_number (const OrielReduced *value)
{
  gboolean is_empty =
    oriel_cell_is_null (value) || (value->kind == ORIEL_REDUCED_TEXT && *value->text == '\0');

  return is_empty ? NAN : oriel_cell_number (value);
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

/* Decimals were asked for so that neighbours line up; the unit may have scaled them away. */
static void
trim_zeros (char *text)
{
  oriel_number_to_string (oriel_number_from_string (text), text);
}

static void
write_number (const OrielDisplay *display,
              double number,
              int adjacent_decimals,
              OrielDisplayValue *out)
{
  int decimals = display->config->decimals;
  gboolean trims = display->trims && adjacent_decimals >= 0;

  oriel_unit_format_value (display->format, number, decimals >= 0 ? decimals : adjacent_decimals,
                           &display->context, &out->formatted);
  if (trims)
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

/* Returns whether the mapping gave a text. */
static gboolean
apply_mapping (OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  OrielMapped mapped;

  if (display->mappings == NULL || !oriel_mappings_find (display->mappings, value, &mapped))
    return FALSE;

  if (mapped.result->color != NULL)
    {
      out->color_text = oriel_theme_color_text (display->theme, mapped.result->color);
      oriel_theme_color (display->theme, out->color_text, &out->color);
    }
  out->icon = mapped.result->icon;
  return oriel_mapped_write (&mapped, value, out->formatted.text, sizeof out->formatted.text);
}

/* Texts in a column of dates are read as instants, in UTC. */
static OrielReduced
read_date (const OrielReduced *value)
{
  OrielReduced number = { .kind = ORIEL_REDUCED_NUMBER, .number = NAN };
  gint64 at_ms;

  if (oriel_date_parse_iso (value->text, oriel_time_zone_utc (), &at_ms))
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

static void
show_enum (OrielDisplay *display, const OrielReduced *value, OrielDisplayValue *out)
{
  const char *text, *color;
  double index;

  out->numeric = NAN;
  if (oriel_cell_is_null (value))
    return;

  index = out->numeric = oriel_cell_number (value);
  text = enum_member (display, "text", index);
  if (text != NULL)
    append_text (out, text);
  else
    write_own_text (display, value, out);

  color = enum_member (display, "color", index);
  if (color == NULL && index >= 0 && index < G_MAXUINT)
    color = oriel_theme_series_color (display->theme, (guint) index);
  if (color == NULL)
    return;

  out->color_text = color;
  oriel_theme_color (display->theme, color, &out->color);
}

static void
show_value (OrielDisplay *display,
            const OrielReduced *value,
            int adjacent_decimals,
            OrielDisplayValue *out)
{
  gboolean has_text = apply_mapping (display, value, out);

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
      if (out->formatted.text[0] == '\0' && display->config->no_value != NULL)
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
  if (display->type == ORIEL_FIELD_ENUM)
    {
      show_enum (display, value, out);
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

  oriel_color_scale_series (display->scale, field, &scaled);
  return scaled.color;
}

OrielColor
oriel_display_color_at (OrielDisplay *display, double value)
{
  OrielScaled scaled;

  oriel_color_scale_at (display->scale, value, &scaled);
  return scaled.color;
}
