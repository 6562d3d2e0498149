/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables: columns, colours, pills, order, and what lies where in a scene. */

#include "config.h"

#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "oracle-frame.h"
#include "viz/oriel-fit-text.h"
#include "viz/oriel-viz.h"
#include "viz/table/oriel-table-columns.h"
#include "viz/table/oriel-table-sort.h"
#include "viz/table/oriel-table.h"

static JsonObject *
object_of (JsonNode *node)
{
  return json_node_get_object (node);
}

/* A field as a column's field is: without cells. */
static OrielField *
add_field (OrielFrame *frame, JsonObject *about)
{
  OrielFieldType type = oriel_field_type_from_name (oriel_json_string (about, "type", NULL));
  g_autoptr (OrielColumn) column = oriel_column_from_json (type, NULL, 0);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (about);

  return oriel_frame_add_field (frame, oriel_json_string (about, "name", ""), NULL, config, column);
}

static gboolean
check_columns (JsonObject *record, GString *why, gpointer unused)
{
  static const char *const names[] = { "left", "center", "right" };
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, 0);
  JsonArray *fields = oriel_json_array (record, "fields");
  guint n = json_array_get_length (fields);
  g_autofree OrielTableColumn *columns = g_new0 (OrielTableColumn, n);
  g_autofree double *widths = g_new0 (double, n);
  gboolean same = TRUE;

  for (guint i = 0; i < n; i++)
    oriel_table_column_init (&columns[i], add_field (frame, oriel_json_array_object (fields, i)),
                             (int) i);
  oriel_table_column_widths (columns, n, oriel_json_number (record, "width", 0), widths);

  for (guint i = 0; i < n; i++)
    {
      same &=
        oracle_same_number (why, "width", widths[i],
                            json_array_get_double_element (oriel_json_array (record, "widths"), i));
      same &= oracle_same_text (why, "align", names[columns[i].align],
                                oriel_json_array_string (oriel_json_array (record, "align"), i));
      oriel_table_column_clear (&columns[i]);
    }
  return same;
}

/* A number field without cells, whose config is `text`. */
static OrielField *
add_number (OrielFrame *frame, const char *text)
{
  g_autoptr (JsonNode) about = oriel_json_parse (NULL, text, -1, 1000, NULL);
  g_autoptr (OrielColumn) column = oriel_column_from_json (ORIEL_FIELD_NUMBER, NULL, 0);
  g_autoptr (OrielFieldConfig) config = oriel_field_config_from_json (object_of (about));

  return oriel_frame_add_field (frame, "n", NULL, config, column);
}

static void
test_column_config (void)
{
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, 0);
  OrielField *hidden = add_number (frame, "{\"custom\":{\"hidden\":\"true\"}}");
  OrielField *shown = add_number (frame, "{\"custom\":{\"hidden\":false}}");
  OrielField *gauge =
    add_number (frame, "{\"filterable\":true,\"custom\":{\"cellOptions\":{\"type\":\"gauge\"}}}");
  OrielTableColumn column;

  g_assert_true (oriel_table_field_is_hidden (hidden));
  g_assert_false (oriel_table_field_is_hidden (shown));

  /* That a value can be filtered by is not that the column has a filter. */
  oriel_table_column_init (&column, gauge, 0);
  g_assert_false (column.filterable);
  g_assert_cmpint (column.align, ==, ORIEL_ALIGN_START);
  g_assert_cmpint (column.footer_align, ==, ORIEL_ALIGN_END);
  oriel_table_column_clear (&column);
}

static void
read_options (JsonObject *cell_options, OrielTableCellOptions *out)
{
  g_autoptr (JsonObject) custom = json_object_new ();

  json_object_set_object_member (custom, "cellOptions", json_object_ref (cell_options));
  oriel_table_cell_options_read (custom, out);
}

/* The style as Grafana writes it, where `text` is the colour's own text. */
static char *
style_text (const OrielTableCellColors *colors,
            const OrielTableCellOptions *options,
            const char *text)
{
  GString *out = g_string_new (NULL);
  char buffer[ORIEL_COLOR_BUFFER];

  oriel_color_to_rgb_text (&colors->text, buffer);
  if (colors->has_text)
    g_string_append_printf (out, "color %s",
                            options->kind == ORIEL_TABLE_CELL_COLOR_TEXT ? text : buffer);
  oriel_color_to_rgb_text (&colors->from, buffer);
  if (colors->has_background && options->mode == ORIEL_TABLE_MODE_GRADIENT)
    g_string_append_printf (out, " background linear-gradient(120deg, %s, %s)", buffer, text);
  else if (colors->has_background)
    g_string_append_printf (out, " background %s", text);
  return g_string_free (out, FALSE);
}

static char *
expected_style (JsonObject *style)
{
  const char *color = oriel_json_string (style, "color", NULL);
  const char *background = oriel_json_string (style, "background", NULL);

  return g_strconcat (color ? "color " : "", color ? color : "", background ? " background " : "",
                      background, NULL);
}

static gboolean
check_cell (JsonObject *record, GString *why, gpointer unused)
{
  gboolean dark = g_strcmp0 (oriel_json_string (record, "theme", NULL), "dark") == 0;
  const OrielTheme *theme = oriel_theme_get (dark);
  const char *text = oriel_json_string (record, "color", NULL);
  OrielTableCellOptions options;
  OrielTableCellColors colors;
  OrielColor color = { 0 };
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  read_options (oriel_json_object (record, "cellOptions"), &options);
  if (text != NULL)
    oriel_theme_color (theme, text, &color);
  oriel_table_cell_colors (&options, theme, text != NULL ? &color : NULL,
                           oriel_json_boolean (record, "row", FALSE), &colors);
  ours = style_text (&colors, &options, text);
  theirs = expected_style (oriel_json_object (record, "style"));
  return oracle_same_text (why, "style", ours, theirs);
}

static gboolean
check_mode (JsonObject *record, GString *why, gpointer unused)
{
  OrielTableCellOptions ours, theirs;

  oriel_table_cell_options_from_mode (oriel_json_string (record, "mode", NULL), &ours);
  read_options (oriel_json_object (record, "cellOptions"), &theirs);
  return oracle_same_number (why, "kind", ours.kind, theirs.kind) &
         oracle_same_number (why, "mode", ours.mode, theirs.mode);
}

/* Pills of numbers are numbers there, texts here. */
static char *
joined (JsonArray *array)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < oriel_json_array_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      g_autofree char *number = oriel_json_to_text (node, FALSE);
      const char *text = oriel_json_node_string (node);

      g_string_append_printf (out, "[%s]", text != NULL ? text : number);
    }
  return g_string_free (out, FALSE);
}

static gboolean
check_pills (JsonObject *record, GString *why, gpointer unused)
{
  g_auto (GStrv) pills = oriel_table_pills_of_node (oriel_json_member (record, "value"));
  g_autofree char *theirs = joined (oriel_json_array (record, "pills"));
  g_autoptr (GString) ours = g_string_new (NULL);

  for (guint i = 0; pills[i] != NULL; i++)
    g_string_append_printf (ours, "[%s]", pills[i]);
  return oracle_same_text (why, "pills", ours->str, theirs);
}

static OrielField *
add_cells (OrielFrame *frame, const char *name, const char *type_name, JsonArray *cells)
{
  OrielFieldType type = oriel_field_type_from_name (type_name);
  g_autoptr (OrielColumn) column = oracle_column (type, cells);

  return oriel_frame_add_field (frame, name, NULL, NULL, column);
}

static OrielFrame *
frame_of_columns (JsonArray *columns)
{
  JsonArray *first = oriel_json_array (oriel_json_array_object (columns, 0), "values");
  OrielFrame *frame = oriel_frame_new (NULL, NULL, json_array_get_length (first));

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = oriel_json_array_object (columns, i);

      add_cells (frame, oriel_json_string (column, "name", ""),
                 oriel_json_string (column, "type", ""), oriel_json_array (column, "values"));
    }
  return frame;
}

static const OrielField *
field_named (const OrielFrame *frame, const char *name)
{
  for (guint i = 0; i < frame->fields->len; i++)
    if (g_str_equal (oriel_frame_field (frame, i)->name, name))
      return oriel_frame_field (frame, i);

  return NULL;
}

static gboolean
check_sort (JsonObject *record, GString *why, gpointer unused)
{
  g_autoptr (OrielFrame) frame = frame_of_columns (oriel_json_array (record, "columns"));
  JsonArray *sort = oriel_json_array (record, "sort");
  JsonArray *order = oriel_json_array (record, "order");
  OrielTableSortKey keys[8];
  guint n = MIN (json_array_get_length (sort), G_N_ELEMENTS (keys));
  g_autofree guint32 *rows = NULL;
  gboolean same = TRUE;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *key = oriel_json_array_object (sort, i);

      keys[i].field = field_named (frame, oriel_json_string (key, "columnKey", ""));
      keys[i].descending = g_str_equal (oriel_json_string (key, "direction", ""), "DESC");
    }
  rows = oriel_table_sort (keys, n, frame->n_rows);
  for (guint i = 0; i < json_array_get_length (order); i++)
    same &= oracle_same_number (why, "row", rows[i], json_array_get_double_element (order, i));
  return same;
}

static gboolean
check_compare (JsonObject *record, GString *why, gpointer unused)
{
  JsonArray *values = oriel_json_array (record, "values");
  JsonArray *matrix = oriel_json_array (record, "matrix");
  guint n = json_array_get_length (values);
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, n);
  const OrielField *field = add_cells (frame, "v", oriel_json_string (record, "type", ""), values);
  gboolean same = TRUE;

  for (guint a = 0; a < n; a++)
    for (guint b = 0; b < n; b++)
      {
        double sign = oriel_table_compare (field, a, b);
        JsonNode *theirs = json_array_get_element (json_array_get_array_element (matrix, a), b);

        sign = isnan (sign) ? sign : (sign > 0) - (sign < 0);
        same &= oracle_same_number (why, "sign", sign, oracle_number (theirs));
      }
  return same;
}

static gboolean
check_font_size (JsonObject *record, GString *why, gpointer unused)
{
  double size = oriel_fit_text (
    oriel_json_string (record, "text", ""), oriel_json_number (record, "width", 0),
    oriel_json_number (record, "height", 0), oriel_json_number (record, "lineHeight", 1),
    oriel_json_number (record, "max", 0), 400);

  return oracle_same_number (why, "size", size, oriel_json_number (record, "size", 0));
}

static gboolean
check_text_on (JsonObject *record, GString *why, gpointer unused)
{
  const OrielTheme *theme = oriel_theme_get (TRUE);
  OrielColor color, text;
  char buffer[ORIEL_COLOR_BUFFER];

  oriel_theme_color (theme, oriel_json_string (record, "color", ""), &color);
  text = oriel_theme_text_on (theme, color);
  oriel_color_to_rgb_text (&text, buffer);
  return oracle_same_text (why, "text", buffer, oriel_json_string (record, "plain", NULL));
}

static void
test_oracle (void)
{
  static const OracleKind kinds[] = {
    { "tableColumns", check_columns, NULL },
    { "tableCell", check_cell, NULL },
    { "tableMode", check_mode, NULL },
    { "pills", check_pills, NULL },
    { "tableSort", check_sort, NULL },
    { "tableCompare", check_compare, NULL },
    { "fontSize", check_font_size, NULL },
    { "textOn", check_text_on, NULL },
    { NULL, NULL, NULL },
  };

  oriel_text_set_fixed_metrics (TRUE);
  oracle_run ("panel-layout", kinds, NULL);
  oriel_text_set_fixed_metrics (FALSE);
}

/* --- with no outside material --- */

static const char hosts[] =
  "{\"schema\": {\"fields\": ["
  "  {\"name\": \"host\", \"type\": \"string\"},"
  "  {\"name\": \"load\", \"type\": \"number\"},"
  "  {\"name\": \"secret\", \"type\": \"number\","
  "   \"config\": {\"custom\": {\"hideFrom\": {\"viz\": true}}}}]},"
  " \"data\": {\"values\": [[\"b\", \"a\", \"c\"], [2, null, 1], [7, 8, 9]]}}";

static OrielVizModel *
model_of (const char *type, const char *frame_json, const char *options_json)
{
  g_autoptr (JsonNode) frame_node = oriel_json_parse (NULL, frame_json, -1, 1 << 20, NULL);
  g_autoptr (JsonNode) options = oriel_json_parse (NULL, options_json, -1, 1 << 20, NULL);
  g_autoptr (JsonObject) panel = json_object_new ();
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = {
    .frames = frames,
    .options = object_of (options),
    .panel = panel,
    .theme = oriel_theme_get (TRUE),
  };

  json_object_set_string_member (panel, "type", type);
  if (frame_node != NULL)
    g_ptr_array_add (frames, oriel_frame_from_json (object_of (frame_node), NULL));
  return oriel_viz_find (type)->prepare (&input);
}

/* The row that is drawn at y. */
static int
row_at (const OrielScene *scene, double y)
{
  const OrielHit *hit = oriel_scene_hit_area_at (scene, 20, y);

  return hit != NULL && hit->kind == ORIEL_HIT_CELL ? hit->row : -1;
}

static void
test_places (void)
{
  g_autoptr (OrielVizModel) model = model_of ("table", hosts, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielHit *header = oriel_scene_hit_area_at (scene, 250, 10);

  g_assert_cmpint (header->kind, ==, ORIEL_HIT_HEADER);
  g_assert_cmpint (header->field, ==, 1);
  g_assert_cmpint (row_at (scene, 34 + 1), ==, 0);
  g_assert_cmpint (row_at (scene, 34 + 36 + 1), ==, 1);
  g_assert_cmpint (row_at (scene, 34 + 3 * 36 + 1), ==, -1);
  g_assert_cmpfloat (model->klass->content_height (model, 400), ==, 34 + 3 * 36);
  g_assert_cmpfloat (model->klass->content_width (model, 400), ==, 400);
  g_assert_cmpfloat (model->klass->content_width (model, 100), ==, 300);
}

/* The field whose header is at x in a table that is scrolled sideways. */
static int
header_at (const char *options, double width, double x)
{
  const OrielVizState state = { .sort_field = -1, .scroll_x = 100 };
  g_autoptr (OrielVizModel) model = model_of ("table", hosts, options);
  g_autoptr (OrielScene) scene = model->klass->layout (model, width, 300, &state);
  const OrielHit *hit = oriel_scene_hit_area_at (scene, x, 10);

  return hit != NULL && hit->kind == ORIEL_HIT_HEADER ? hit->field : -1;
}

/* Frozen columns stay, as long as they are seen whole and another is left to scroll. */
static void
test_frozen_columns (void)
{
  static const char frozen[] = "{\"frozenColumns\": {\"left\": 1}}";

  g_assert_cmpint (header_at ("{}", 200, 100), ==, 1);
  g_assert_cmpint (header_at (frozen, 200, 100), ==, 0);
  g_assert_cmpint (header_at (frozen, 200, 160), ==, 1);
  g_assert_cmpint (header_at (frozen, 140, 100), ==, 1);
  g_assert_cmpint (header_at ("{\"frozenColumns\": {\"left\": 7}}", 200, 160), ==, 1);
  g_assert_cmpint (header_at ("{\"frozenColumns\": {\"left\": -7}}", 200, 100), ==, 1);
}

/* A cell that may be inspected gives its whole value; others have none to give. */
static void
test_inspect (void)
{
  g_autofree char *longest = g_strnfill (20000, 'x');
  g_autofree char *frame = g_strdup_printf (
    "{\"schema\": {\"fields\": ["
    "  {\"name\": \"a\", \"type\": \"string\", \"config\": {\"custom\": {\"inspect\": true}}},"
    "  {\"name\": \"b\", \"type\": \"string\"}]},"
    " \"data\": {\"values\": [[\"%s\", \"{\\\"k\\\":[1]}\", null], [\"p\", \"q\", \"r\"]]}}",
    longest);
  g_autoptr (OrielVizModel) model = model_of ("table", frame, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielHit *cell = oriel_scene_hit_area_at (scene, 20, 40);
  OrielHit hit = *cell;
  g_autofree char *text = oriel_table_inspect (model, &hit);
  g_autofree char *json = NULL, *none = NULL;

  g_assert_cmpint (cell->kind, ==, ORIEL_HIT_INSPECT);
  g_assert_cmpint (oriel_scene_hit_area_at (scene, 300, 40)->kind, ==, ORIEL_HIT_CELL);
  g_assert_cmpstr (text, ==, longest);
  hit.row = 1;
  json = oriel_table_inspect (model, &hit);
  g_assert_nonnull (strchr (json, '\n'));
  hit.row = 2;
  none = oriel_table_inspect (model, &hit);
  g_assert_cmpstr (none, ==, "");
  hit.row = 3;
  g_assert_null (oriel_table_inspect (model, &hit));
  hit.row = 0;
  hit.field = 7;
  g_assert_null (oriel_table_inspect (model, &hit));
}

/* Of more columns than can be shown the first are, which is said. */
static void
test_many_columns (void)
{
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autoptr (GString) cells = g_string_new (NULL);
  g_autofree char *frame = NULL, *words = NULL;
  g_autoptr (OrielVizModel) model = NULL;
  g_autoptr (OrielScene) scene = NULL;

  for (int i = 0; i < 1500; i++)
    {
      g_string_append_printf (fields, "%s{\"name\":\"c%d\",\"type\":\"number\"}", i > 0 ? "," : "",
                              i);
      g_string_append_printf (cells, "%s[%d]", i > 0 ? "," : "", i);
    }
  frame = g_strdup_printf ("{\"schema\":{\"fields\":[%s]},\"data\":{\"values\":[%s]}}", fields->str,
                           cells->str);
  model = model_of ("table", frame, "{}");
  scene = model->klass->layout (model, 400, 300, NULL);
  words = model->klass->describe (model);
  g_assert_nonnull (strstr (words, "1000"));
  g_assert_nonnull (strstr (words, "1500"));
}

static void
test_sorting (void)
{
  g_autoptr (OrielVizModel) model =
    model_of ("table", hosts, "{\"sortBy\": [{\"displayName\": \"load\", \"desc\": true}]}");
  g_autoptr (OrielScene) by_options = model->klass->layout (model, 400, 300, NULL);
  OrielVizState state = { .sort_field = 0 };
  g_autoptr (OrielScene) by_state = model->klass->layout (model, 400, 300, &state);
  static const int expected[2][3] = { { 0, 2, 1 }, { 1, 0, 2 } };

  for (int i = 0; i < 3; i++)
    {
      g_assert_cmpint (row_at (by_options, 35 + i * 36), ==, expected[0][i]);
      g_assert_cmpint (row_at (by_state, 35 + i * 36), ==, expected[1][i]);
    }
}

static void
test_pages (void)
{
  g_autoptr (OrielVizModel) model =
    model_of ("table", hosts, "{\"enablePagination\": true, \"showHeader\": false}");
  OrielVizState state = { .sort_field = -1, .page = 1 };
  g_autoptr (OrielScene) second = model->klass->layout (model, 400, 2 * 36 + 40, &state);
  guint n, pages = 0;
  const OrielHitArea *areas = oriel_scene_get_hit_areas (second, &n);

  g_assert_cmpint (row_at (second, 1), ==, 2);
  g_assert_cmpint (row_at (second, 37), ==, -1);
  for (guint i = 0; i < n; i++)
    pages += areas[i].hit.kind == ORIEL_HIT_PAGE;
  g_assert_cmpuint (pages, ==, 3); /* back, 1, 2 */
}

/* The way to the pages around stays within a panel, however narrow it is. */
static void
test_pages_in_little_room (void)
{
  gsize n_rows = 10000;
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, n_rows);
  g_autoptr (OrielColumn) column =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_new0 (double, n_rows), n_rows);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  g_autoptr (JsonObject) options = json_object_new ();
  OrielVizInput input = { .frames = frames, .options = options, .theme = oriel_theme_get (FALSE) };
  const OrielVizState state = { .sort_field = -1, .page = 500 };
  g_autoptr (OrielVizModel) model = NULL;

  json_object_set_boolean_member (options, "enablePagination", TRUE);
  oriel_frame_add_field (frame, "zero", NULL, NULL, column);
  g_ptr_array_add (frames, oriel_frame_ref (frame));
  model = oriel_viz_find ("table")->prepare (&input);

  for (double width = 150; width < 900; width += 50)
    {
      g_autoptr (OrielScene) scene = model->klass->layout (model, width, 300, &state);
      guint n;
      const OrielHitArea *areas = oriel_scene_get_hit_areas (scene, &n);
      int forward = -1;

      for (guint i = 0; i < n; i++)
        if (areas[i].hit.kind == ORIEL_HIT_PAGE)
          {
            g_assert_cmpfloat (areas[i].rect.x + areas[i].rect.width, <=, width);
            forward = areas[i].hit.row;
          }
      g_assert_cmpint (forward, ==, 501);
    }
}

/* A million rows: what is not seen is not laid out. */
static void
test_many_rows (void)
{
  gsize n_rows = 1000000;
  g_autoptr (OrielFrame) frame = oriel_frame_new (NULL, NULL, n_rows);
  g_autoptr (OrielColumn) column =
    oriel_column_new_take (ORIEL_FIELD_NUMBER, g_new0 (double, n_rows), n_rows);
  g_autoptr (GPtrArray) frames =
    g_ptr_array_new_with_free_func ((GDestroyNotify) oriel_frame_unref);
  OrielVizInput input = { .frames = frames, .theme = oriel_theme_get (FALSE) };
  OrielVizState state = { .sort_field = -1, .scroll_y = 500000 * 36 };
  g_autoptr (OrielVizModel) model = NULL;
  g_autoptr (OrielScene) scene = NULL;
  guint n;

  oriel_frame_add_field (frame, "zero", NULL, NULL, column);
  g_ptr_array_add (frames, oriel_frame_ref (frame));
  model = oriel_viz_find ("table")->prepare (&input);
  scene = model->klass->layout (model, 400, 34 + 360, &state);
  oriel_scene_get_items (scene, &n);
  g_assert_cmpuint (n, <, 200);
  g_assert_cmpint (row_at (scene, 35), ==, 500000);
}

static void
test_links (void)
{
  static const char linked[] =
    "{\"schema\": {\"fields\": [{\"name\": \"a\", \"type\": \"string\", \"config\": {\"links\": ["
    "  {\"title\": \"no\", \"url\": \"javascript:alert(1)\"},"
    "  {\"title\": \"yes\", \"url\": \"https://example.org/${__value.raw}\"}]}}]},"
    " \"data\": {\"values\": [[\"x y\", \"z\"]]}}";
  g_autoptr (OrielVizModel) model = model_of ("table", linked, "{}");
  g_autoptr (OrielScene) scene = model->klass->layout (model, 400, 300, NULL);
  const OrielHit *hit = oriel_scene_hit_area_at (scene, 20, 34 + 36 + 1);

  g_assert_cmpint (hit->kind, ==, ORIEL_HIT_LINK);
  g_assert_cmpstr (hit->url, ==, "https://example.org/z");
}

static void
test_words (void)
{
  g_autoptr (OrielVizModel) model =
    model_of ("table", hosts, "{\"sortBy\": [{\"displayName\": \"load\", \"desc\": true}]}");
  g_autofree char *words = model->klass->describe (model);

  g_assert_cmpstr (words, ==,
                   "Table with 3 rows and 2 columns: host, load. Sorted by load, descending. "
                   "Row 1: host b, load 2. Row 2: host c, load 1. Row 3: host a, load .");
}

static void
test_fallback (void)
{
  g_autoptr (OrielVizModel) with_data = model_of ("sankey", hosts, "{}");
  g_autoptr (OrielVizModel) without = model_of ("dashlist", "", "{}");
  g_autofree char *words = with_data->klass->describe (with_data);
  g_autofree char *sorry = without->klass->describe (without);

  g_assert_true (g_str_has_prefix (
    words, "Panels of type “sankey” are not drawn yet; this is their data. Table with 3 rows"));
  g_assert_cmpstr (sorry, ==, "Panels of type “dashlist” are not drawn yet.");
}

static void
test_json_line (void)
{
  g_autoptr (JsonNode) node = oriel_json_parse (NULL, "{\"a\": [1, \"x\\n  y\"]}", -1, 1000, NULL);
  g_autofree char *line = oriel_table_json_line (node);

  g_assert_cmpstr (line, ==, "{ \"a\": [ 1, \"x\\n  y\" ] }");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/viz/table/oracle", test_oracle);
  g_test_add_func ("/viz/table/column-config", test_column_config);
  g_test_add_func ("/viz/table/places", test_places);
  g_test_add_func ("/viz/table/frozen-columns", test_frozen_columns);
  g_test_add_func ("/viz/table/inspect", test_inspect);
  g_test_add_func ("/viz/table/many-columns", test_many_columns);
  g_test_add_func ("/viz/table/sorting", test_sorting);
  g_test_add_func ("/viz/table/pages", test_pages);
  g_test_add_func ("/viz/table/pages-in-little-room", test_pages_in_little_room);
  g_test_add_func ("/viz/table/many-rows", test_many_rows);
  g_test_add_func ("/viz/table/links", test_links);
  g_test_add_func ("/viz/table/words", test_words);
  g_test_add_func ("/viz/table/fallback", test_fallback);
  g_test_add_func ("/viz/table/json-line", test_json_line);

  return g_test_run ();
}
