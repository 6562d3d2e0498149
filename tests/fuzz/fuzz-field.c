/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Field configs, units, colours and mappings of a hostile dashboard. The input is cut at its first
 * line feed: a value (also read as unit, colour and date), and a field's config as JSON. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-date-parse-loose.h"
#include "base/oriel-json.h"
#include "field/oriel-display.h"
#include "fuzz.h"

const FuzzSeed fuzz_seeds[] = {
  FUZZ_SEED ("rgba(1, 2, 3, 40%)\n{\"unit\":\"currency:financial:$:suffix\",\"decimals\":3}"),
  FUZZ_SEED (
    "si:\xc2\xb5Hz\n{\"color\":{\"mode\":\"shades\",\"fixedColor\":\"hsl(-20deg 5% 90%)\"}}"),
  FUZZ_SEED (
    "web-12\n{\"mappings\":[{\"type\":\"regex\",\"options\":{\"pattern\":\"/(\\\\w+)-(\\\\d)/g\","
    "\"result\":{\"text\":\"$2 $& $<n> $$ $`\",\"color\":\"red\"}}}]}"),
  FUZZ_SEED ("12\n{\"mappings\":[{\"type\":1,\"value\":\"12\",\"text\":\"a\"},{\"type\":2,\"from\":"
             "\"null\",\"to\":5,\"text\":\"7\"},{\"type\":\"value\",\"options\":{\"1e3\":{}}}]}"),
  FUZZ_SEED ("15 March 2025 10:00:00.5 PM GMT-0130 (x)\n{\"unit\":\"time:dddd LLLL\"}"),
  FUZZ_SEED ("bool:a/b\n{\"min\":5,\"max\":\"1e400\",\"thresholds\":{\"mode\":\"percentage\","
             "\"steps\":[{\"value\":null,\"color\":\"text\"},{\"value\":\"x\"},{\"value\":-1}]}}"),
  FUZZ_SEEDS_END,
};

static void
assert_ended (const OrielFormatted *formatted)
{
  g_assert_nonnull (memchr (formatted->prefix, '\0', sizeof formatted->prefix));
  g_assert_nonnull (memchr (formatted->text, '\0', sizeof formatted->text));
  g_assert_nonnull (memchr (formatted->suffix, '\0', sizeof formatted->suffix));
  g_assert_true (g_utf8_validate (formatted->prefix, -1, NULL));
  g_assert_true (g_utf8_validate (formatted->text, -1, NULL));
  g_assert_true (g_utf8_validate (formatted->suffix, -1, NULL));
}

static const double numbers[] = { 0, -0.0, 1.5, -1234.5678, 1e21, 1e-300, 1e300, NAN, INFINITY };

static void
read_as_unit (const char *text)
{
  g_autoptr (OrielUnitFormat) format = oriel_unit_format_new (text);

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      OrielFormatted out;

      oriel_unit_format_value (format, numbers[i], (int) i - 1, NULL, &out);
      assert_ended (&out);
    }
}

/* What was read as a colour is written and read as the same again. */
static void
read_as_color (const char *text)
{
  OrielColor color, again;
  char written[ORIEL_COLOR_BUFFER];

  if (!oriel_color_parse (text, &color))
    return;

  oriel_color_to_text (&color, written);
  g_assert_true (oriel_color_parse (written, &again));
  g_assert_cmphex (oriel_color_to_bytes (&again), ==, oriel_color_to_bytes (&color));
}

static void
show_all (const OrielField *field, const char *text)
{
  g_autoptr (OrielDisplay) display =
    oriel_display_new (field, oriel_theme_get (TRUE), oriel_time_zone_utc (), 0);
  OrielDisplayValue out;

  oriel_display_text (display, text, &out);
  assert_ended (&out.formatted);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      oriel_display_number (display, numbers[i], (int) i - 1, &out);
      assert_ended (&out.formatted);
    }
  oriel_display_series_color (display, field);
}

/* A config that was written back is read as the same. */
static void
assert_round_trip (OrielFieldConfig *config)
{
  g_autoptr (JsonNode) first = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) second = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (OrielFieldConfig) again = NULL;

  json_node_take_object (first, oriel_field_config_to_json (config));
  again = oriel_field_config_from_json (json_node_get_object (first));
  json_node_take_object (second, oriel_field_config_to_json (again));
  g_assert_true (json_node_equal (first, second));
}

static void
read_as_config (const char *json, const char *text)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, json, -1, ORIEL_JSON_MAX_BYTES, NULL);
  g_autoptr (OrielFieldConfig) config = NULL;
  g_autoptr (OrielColumn) column = NULL;
  g_autoptr (OrielFrame) frame = NULL;

  if (oriel_json_node_object (node) == NULL)
    return;

  config = oriel_field_config_from_json (json_node_get_object (node));
  column = oriel_column_new_take (ORIEL_FIELD_NUMBER, g_memdup2 (numbers, sizeof numbers),
                                  G_N_ELEMENTS (numbers));
  frame = oriel_frame_new (NULL, NULL, column->n_rows);
  assert_round_trip (config);
  show_all (oriel_frame_add_field (frame, "value", NULL, config, column), text);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *copy = g_strndup ((const char *) data, size);
  /* Columns and dashboards hold valid UTF-8: their readers see to it. */
  g_autofree char *text = g_utf8_make_valid (copy, -1);
  char *line_end = strchr (text, '\n');
  gint64 at_ms;

  if (line_end != NULL)
    *line_end = '\0';

  read_as_unit (text);
  read_as_color (text);
  oriel_date_parse_loose (text, &at_ms);
  if (line_end != NULL)
    read_as_config (line_end + 1, text);
  return 0;
}
