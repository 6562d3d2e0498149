/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Legends. Sizes are those of Grafana's: 12 px text in lines of 18.84 px, marks of 14 × 4 px. */

#include "config.h"

#include "viz/oriel-legend.h"

#include "base/oriel-json.h"
#include "draw/oriel-text.h"
#include "field/oriel-reducers.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define LINE_PX 18.84
#define MARK_WIDTH_PX 14.0
#define MARK_HEIGHT_PX 4.0
#define MARK_GAP_PX 8.0
#define VALUES_GAP_PX 8.0 /* in a list before an item's values, */
#define VALUE_GAP_PX 8.0  /* and before each of them */
#define ITEM_GAP_PX 10.0
#define PADDING_PX 4.0
#define LIST_TOP_PX 8.58      /* above a list below the plot */
#define LIST_ROW_PX 23.42     /* of such a list */
#define RIGHT_LINE_GAP_PX 4.0 /* between the rows of a list beside it */
#define ROW_PX 23.84          /* of a table: line, 2 × 2 padding, 1 border */
#define BARE_HEAD_PX 5.0      /* of a table that is not sorted by its heads: padding, border */
#define CELL_PADDING_PX 8.0
#define MARK_COLUMN_PX 30.0
#define LEAST_NAME_PX 55.0
#define BELOW_PART 0.35 /* of the height, that a legend below takes at most */
#define RIGHT_PART 0.6  /* of the width, beside */
#define NARROW_WINDOW_PX 992.0
#define MAX_CALCS 30
#define RIGHT_AXIS_TEXT _ ("(right y-axis)")

typedef struct
{
  gboolean right_axis, is_undrawn;
  guint position; /* among the entries, as they came */
  OrielLegendValue *values;
} Entry;

struct _OrielLegend
{
  gboolean shown, is_table, is_right;
  double width; /* null: as wide as it needs */
  char **calcs; /* ids, or with `has_own_columns` titles */
  guint n_calcs;
  gboolean has_own_columns; /* without a row of heads */
  char *sort_by;            /* nullable: title of a calculation, or "Name" */
  gboolean sort_descending;
  GArray *series; /* of OrielVizSeries; labels owned by `labels` */
  GPtrArray *labels;
  GArray *entries; /* of Entry, parallel to `series` */
};

static const OrielFont font = {
  .size_px = 12,
  .weight = 400,
  .letter_spacing_px = 0.15,
  .proportional = TRUE,
};
static const OrielFont head_font = {
  .size_px = 12,
  .weight = 500,
  .letter_spacing_px = 0.15,
  .proportional = TRUE,
};

static void
clear_entry (gpointer data)
{
  g_free (((Entry *) data)->values);
}

static void
read_calcs (OrielLegend *legend, JsonArray *array)
{
  guint n = MIN (oriel_json_array_length (array), MAX_CALCS);

  legend->calcs = g_new0 (char *, n + 1);
  for (guint i = 0; i < n; i++)
    {
      const OrielReducer *reducer = oriel_reducer_find (oriel_json_array_string (array, i));

      if (reducer != NULL)
        legend->calcs[legend->n_calcs++] = g_strdup (reducer->id);
    }
}

OrielLegend *
oriel_legend_new (JsonObject *options)
{
  OrielLegend *legend = g_new0 (OrielLegend, 1);
  const char *mode = oriel_json_string (options, "displayMode", "list");

  legend->shown = oriel_json_boolean (options, "showLegend", TRUE) && strcmp (mode, "hidden") != 0;
  legend->is_table = strcmp (mode, "table") == 0;
  legend->is_right = strcmp (oriel_json_string (options, "placement", "bottom"), "right") == 0;
  legend->width = oriel_json_number (options, "width", oriel_null ());
  legend->sort_by = g_strdup (oriel_json_string (options, "sortBy", NULL));
  legend->sort_descending = oriel_json_boolean (options, "sortDesc", FALSE);
  legend->series = g_array_new (FALSE, TRUE, sizeof (OrielVizSeries));
  legend->entries = g_array_new (FALSE, TRUE, sizeof (Entry));
  legend->labels = g_ptr_array_new_with_free_func (g_free);
  g_array_set_clear_func (legend->entries, clear_entry);
  read_calcs (legend, oriel_json_array (options, "calcs"));
  return legend;
}

void
oriel_legend_free (OrielLegend *legend)
{
  if (legend == NULL)
    return;

  g_strfreev (legend->calcs);
  g_free (legend->sort_by);
  g_array_unref (legend->series);
  g_array_unref (legend->entries);
  g_ptr_array_unref (legend->labels);
  g_free (legend);
}

/* The display of a calculation: the field's own, or without its unit where the calculation
 * counts something else. */
static OrielDisplay *
display_of (const OrielField *field,
            const OrielReducer *reducer,
            const OrielTheme *theme,
            const OrielTimeZone *zone)
{
  OrielField shown = *field;
  g_autoptr (OrielFieldConfig) config = NULL;

  if (!reducer->preserves_units)
    {
      config = oriel_field_config_copy (field->config);
      g_free (config->unit);
      config->unit = g_strdup (strcmp (reducer->id, "diffperc") == 0 ? "percent" : "none");
      shown.config = config;
    }
  return oriel_display_new (&shown, theme, zone, 0);
}

void
oriel_legend_value (const OrielField *field,
                    const char *calc,
                    const OrielTheme *theme,
                    const OrielTimeZone *zone,
                    OrielLegendValue *out)
{
  const OrielReducer *reducer = oriel_reducer_find (calc);
  OrielReduced reduced = { .kind = ORIEL_REDUCED_NOTHING };
  OrielDisplayValue value = { .numeric = NAN };
  g_autoptr (OrielDisplay) display = NULL;

  out->number = oriel_null ();
  out->text[0] = '\0';
  if (reducer == NULL)
    return;

  oriel_reduce (field, ORIEL_NULLS_CONNECTED, &reducer->id, 1, &reduced);
  display = display_of (field, reducer, theme, zone);
  if (reduced.kind == ORIEL_REDUCED_TEXT)
    oriel_display_text (display, reduced.text, &value);
  else if (reduced.kind == ORIEL_REDUCED_BOOLEAN)
    g_strlcpy (value.formatted.text, reduced.number != 0 ? "true" : "false",
               sizeof value.formatted.text);
  else if (reduced.kind == ORIEL_REDUCED_NUMBER)
    oriel_display_number (display, reduced.number, -1, &value);
  else
    return;

  out->number = value.numeric;
  g_snprintf (out->text, sizeof out->text, "%s%s%s", value.formatted.prefix, value.formatted.text,
              value.formatted.suffix);
}

void
oriel_legend_add (OrielLegend *legend,
                  const OrielField *field,
                  const char *label,
                  OrielColor color,
                  gboolean right_axis,
                  int frame,
                  int index,
                  const OrielTheme *theme,
                  const OrielTimeZone *zone)
{
  char *copy = g_strdup (label != NULL ? label : "");
  OrielVizSeries series = { copy, color, frame, index };
  Entry entry = { .right_axis = right_axis, .position = legend->entries->len };

  entry.values = g_new0 (OrielLegendValue, legend->n_calcs + 1);
  for (guint i = 0; legend->shown && i < legend->n_calcs; i++)
    oriel_legend_value (field, legend->calcs[i], theme, zone, &entry.values[i]);
  g_ptr_array_add (legend->labels, copy);
  g_array_append_val (legend->series, series);
  g_array_append_val (legend->entries, entry);
}

void
oriel_legend_set_undrawn (OrielLegend *legend)
{
  if (legend->entries->len > 0)
    g_array_index (legend->entries, Entry, legend->entries->len - 1).is_undrawn = TRUE;
}

void
oriel_legend_set_columns (OrielLegend *legend, const char *const *titles)
{
  g_strfreev (legend->calcs);
  legend->calcs = g_strdupv ((char **) titles);
  legend->n_calcs = g_strv_length (legend->calcs);
  legend->has_own_columns = TRUE;
  g_clear_pointer (&legend->sort_by, g_free); /* its rows are in their order */
}

void
oriel_legend_add_values (OrielLegend *legend,
                         const char *label,
                         OrielColor color,
                         int frame,
                         int index,
                         const OrielLegendValue *values)
{
  char *copy = g_strdup (label != NULL ? label : "");
  OrielVizSeries series = { copy, color, frame, index };
  Entry entry = { .position = legend->entries->len };

  entry.values = g_memdup2 (values, sizeof *values * legend->n_calcs);
  g_ptr_array_add (legend->labels, copy);
  g_array_append_val (legend->series, series);
  g_array_append_val (legend->entries, entry);
}

const OrielVizSeries *
oriel_legend_get_series (const OrielLegend *legend, guint *n)
{
  *n = legend->series->len;
  return (const OrielVizSeries *) (gpointer) legend->series->data;
}

static const OrielVizSeries *
series_at (const OrielLegend *legend, guint i)
{
  return &g_array_index (legend->series, OrielVizSeries, i);
}

static const Entry *
entry_at (const OrielLegend *legend, guint i)
{
  return &g_array_index (legend->entries, Entry, i);
}

static const char *
calc_title (const OrielLegend *legend, guint calc)
{
  return legend->has_own_columns ? legend->calcs[calc]
                                 : oriel_reducer_find (legend->calcs[calc])->name;
}

static gboolean
is_beside (const OrielLegend *legend, const OrielVizState *state)
{
  double window = state != NULL ? state->window_width : 0;

  return legend->is_right && !(window > 0 && window < NARROW_WINDOW_PX);
}

/* A title within a list is one word of a sentence: "StdDev" is "Stddev". */
static char *
list_title (const char *title)
{
  const char *rest = g_utf8_next_char (title);
  g_autofree char *first = g_utf8_strup (title, rest - title);
  g_autofree char *lower = g_utf8_strdown (rest, -1);

  return g_strconcat (first, lower, NULL);
}

/* The text of a calculation in a list: "Mean: 1.2". Free with g_free(). */
static char *
list_value_text (const OrielLegend *legend, guint entry, guint calc)
{
  const char *title = calc_title (legend, calc),
             *text = entry_at (legend, entry)->values[calc].text;
  g_autofree char *shown = *title != '\0' ? list_title (title) : NULL;

  return shown != NULL ? g_strdup_printf ("%s: %s", shown, text) : g_strdup (text);
}

/* Width of all values of a list's item, each with the gap before it. */
static double
list_values_width (const OrielLegend *legend, guint i)
{
  double width = 0;

  for (guint calc = 0; calc < legend->n_calcs; calc++)
    {
      g_autofree char *text = list_value_text (legend, i, calc);

      width += VALUE_GAP_PX + oriel_text_width (text, &font);
    }
  return width;
}

/* Width of a list's item without the gap behind it. */
static double
item_width (const OrielLegend *legend, guint i)
{
  double width =
    MARK_WIDTH_PX + MARK_GAP_PX + oriel_text_width (series_at (legend, i)->label, &font);

  return legend->n_calcs == 0 ? width : width + VALUES_GAP_PX + list_values_width (legend, i);
}

/* Where the items of a list lie: one block for the left axis, one for the right. */
typedef struct
{
  OrielPoint *places; /* per entry: left end and top of its line */
  double height;
} ListLayout;

static guint
count_axis (const OrielLegend *legend, gboolean right)
{
  guint n = 0;

  for (guint i = 0; i < legend->entries->len; i++)
    n += !!entry_at (legend, i)->right_axis == !!right;
  return n;
}

/* Flows the items of one axis into lines of `width` px; returns the number of lines. `places`
 * may be NULL. */
static guint
flow_items (const OrielLegend *legend,
            gboolean right,
            double x0,
            double width,
            gboolean from_end,
            OrielPoint *places)
{
  double x = 0;
  guint line = 0, first_of_line = 0, n = 0;

  for (guint i = 0; i < legend->entries->len; i++)
    {
      double needed;

      if (!!entry_at (legend, i)->right_axis != !!right)
        continue;
      needed = item_width (legend, i) + ITEM_GAP_PX;
      if (x > 0 && x + needed > width + 0.01)
        {
          line++;
          x = 0;
          first_of_line = i;
        }
      if (places != NULL)
        places[i] = (OrielPoint){ x0 + x, line * LIST_ROW_PX };
      x += needed;
      n++;
    }
  if (places != NULL && from_end && line == 0)
    for (guint i = first_of_line; i < legend->entries->len; i++)
      if (!!entry_at (legend, i)->right_axis == !!right)
        places[i].x += MAX (width - x, 0);
  return n > 0 ? line + 1 : 0;
}

static void
lay_out_list_below (const OrielLegend *legend, double width, ListLayout *layout)
{
  guint right = count_axis (legend, TRUE);
  guint left = legend->entries->len - right;
  double room = width - 2 * PADDING_PX;
  double left_room = right == 0 ? room : left == 0 ? 0 : room / 2;
  guint lines = flow_items (legend, FALSE, PADDING_PX, left_room, FALSE, layout->places);
  guint right_lines =
    flow_items (legend, TRUE, PADDING_PX + left_room, room - left_room, left > 0, layout->places);

  layout->height = MAX (MAX (lines, right_lines), 1) * LIST_ROW_PX + 2 * PADDING_PX;
  for (guint i = 0; layout->places != NULL && i < legend->entries->len; i++)
    layout->places[i].y += LIST_TOP_PX;
}

/* Widths of a table's columns: marks, names, then one a calculation. */
static void
table_columns (const OrielLegend *legend, double *widths)
{
  widths[0] = MARK_COLUMN_PX;
  widths[1] = legend->has_own_columns ? 0 : oriel_text_width ("Name", &head_font);
  for (guint calc = 0; calc < legend->n_calcs && !legend->has_own_columns; calc++)
    widths[2 + calc] = oriel_text_width (calc_title (legend, calc), &head_font);

  for (guint i = 0; i < legend->entries->len; i++)
    {
      double name = oriel_text_width (series_at (legend, i)->label, &font);

      if (entry_at (legend, i)->right_axis)
        name += 4 + oriel_text_width (RIGHT_AXIS_TEXT, &font);
      widths[1] = MAX (widths[1], name);
      for (guint calc = 0; calc < legend->n_calcs; calc++)
        widths[2 + calc] =
          MAX (widths[2 + calc], oriel_text_width (entry_at (legend, i)->values[calc].text, &font));
    }
  for (guint column = 1; column < legend->n_calcs + 2; column++)
    widths[column] += 2 * CELL_PADDING_PX;
  widths[1] = MAX (widths[1], LEAST_NAME_PX);
}

static double
width_beside (const OrielLegend *legend)
{
  double width = 0;

  if (!oriel_is_null (legend->width) && legend->width > 0)
    return legend->width;

  if (legend->is_table)
    {
      g_autofree double *widths = g_new0 (double, legend->n_calcs + 2);

      table_columns (legend, widths);
      for (guint i = 0; i < legend->n_calcs + 2; i++)
        width += widths[i];
      return width;
    }

  for (guint i = 0; i < legend->entries->len; i++)
    width = MAX (width, item_width (legend, i) + ITEM_GAP_PX);
  return width + 2 * PADDING_PX;
}

/* Own columns have no titles to be sorted by, but the row where they would stand. */
static double
head_height (const OrielLegend *legend)
{
  return legend->has_own_columns ? BARE_HEAD_PX : ROW_PX;
}

static double
height_below (const OrielLegend *legend, double width)
{
  ListLayout layout = { NULL, 0 };

  if (legend->is_table)
    return ROW_PX * legend->entries->len + head_height (legend);
  lay_out_list_below (legend, width, &layout);
  return layout.height;
}

OrielRect
oriel_legend_place (const OrielLegend *legend,
                    double width,
                    double height,
                    const OrielVizState *state,
                    OrielRect *rest)
{
  OrielRect place = { 0, 0, 0, 0 };

  *rest = (OrielRect){ 0, 0, width, height };
  if (!legend->shown || legend->entries->len == 0)
    return place;

  if (is_beside (legend, state))
    {
      gboolean is_set = !oriel_is_null (legend->width) && legend->width > 0;
      double taken = MIN (width_beside (legend), is_set ? width : width * RIGHT_PART);

      rest->width = floor (MAX (width - taken, 0));
      return (OrielRect){ width - taken, 0, taken, height };
    }

  place.width = width;
  place.height = MIN (height_below (legend, width), height * BELOW_PART);
  place.y = height - place.height;
  rest->height = floor (place.y);
  return place;
}

static gboolean
is_hidden (const OrielVizState *state, guint position)
{
  return state != NULL && state->hidden != NULL && position < state->n_hidden &&
         state->hidden[position];
}

/* Names of what is not drawn are pale; marks keep their colour. */
static OrielColor
text_color (const OrielLegend *legend, guint i, const OrielTheme *theme, const OrielVizState *state)
{
  return is_hidden (state, i) || entry_at (legend, i)->is_undrawn ? theme->text_disabled
                                                                  : theme->text;
}

static void
draw_mark (OrielScene *scene, double x, double middle, OrielColor color)
{
  OrielRect mark = { round (x), round (middle - MARK_HEIGHT_PX / 2), MARK_WIDTH_PX,
                     MARK_HEIGHT_PX };
  OrielPaint fill = oriel_paint_solid (color);

  oriel_scene_add_rect (scene, mark, MARK_HEIGHT_PX / 2, &fill, NULL, NULL);
}

static void
add_hit (const OrielLegend *legend, OrielScene *scene, guint i, OrielRect rect)
{
  OrielHit hit = {
    .kind = ORIEL_HIT_FIELD,
    .frame = series_at (legend, i)->frame,
    .field = series_at (legend, i)->field,
    .row = -1,
  };

  oriel_scene_add_hit (scene, rect, &hit);
}

static void
draw_item (const OrielLegend *legend,
           OrielScene *scene,
           guint i,
           double x,
           double y,
           double end,
           const OrielTheme *theme,
           const OrielVizState *state)
{
  OrielColor color = text_color (legend, i, theme, state);
  double baseline = y + oriel_text_baseline (&font, LINE_PX);
  double at = x + MARK_WIDTH_PX + MARK_GAP_PX;

  draw_mark (scene, x, y + LINE_PX / 2, series_at (legend, i)->color);
  oriel_scene_add_text (scene, series_at (legend, i)->label, at, baseline, ORIEL_ALIGN_START, &font,
                        color, MAX (end - at, 1));
  at += oriel_text_width (series_at (legend, i)->label, &font);
  if (legend->n_calcs > 0)
    at =
      MAX (at + VALUES_GAP_PX, is_beside (legend, state) ? end - list_values_width (legend, i) : 0);
  for (guint calc = 0; calc < legend->n_calcs; calc++)
    {
      g_autofree char *text = list_value_text (legend, i, calc);

      at += VALUE_GAP_PX;
      oriel_scene_add_text (scene, text, at, baseline, ORIEL_ALIGN_START, &font, color, 0);
      at += oriel_text_width (text, &font);
    }
  add_hit (legend, scene, i, (OrielRect){ x, y, MIN (at, end) - x, LINE_PX });
}

static void
draw_list (const OrielLegend *legend,
           OrielScene *scene,
           const OrielRect *place,
           const OrielTheme *theme,
           const OrielVizState *state)
{
  g_autofree OrielPoint *places = g_new0 (OrielPoint, legend->entries->len);
  ListLayout layout = { places, 0 };
  double end = place->x + place->width - PADDING_PX;

  if (is_beside (legend, state))
    for (guint i = 0; i < legend->entries->len; i++)
      places[i] = (OrielPoint){ PADDING_PX, PADDING_PX + i * (LINE_PX + RIGHT_LINE_GAP_PX) };
  else
    lay_out_list_below (legend, place->width, &layout);

  for (guint i = 0; i < legend->entries->len; i++)
    if (places[i].y < place->height)
      draw_item (legend, scene, i, place->x + places[i].x, place->y + places[i].y,
                 is_beside (legend, state) ? end - ITEM_GAP_PX : end, theme, state);
}

typedef struct
{
  const OrielLegend *legend;
  int calc; /* -1: by name */
  gboolean descending;
} Sorting;

static int
compare_entries (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Sorting *sorting = user_data;
  guint one = *(const guint *) a, two = *(const guint *) b;
  int order;

  if (sorting->calc < 0)
    {
      order = g_strcmp0 (series_at (sorting->legend, one)->label,
                         series_at (sorting->legend, two)->label);
    }
  else
    {
      double x = entry_at (sorting->legend, one)->values[sorting->calc].number;
      double y = entry_at (sorting->legend, two)->values[sorting->calc].number;

      order = isnan (x) || isnan (y) ? (int) isnan (y) - (int) isnan (x) : (x > y) - (x < y);
    }
  if (order == 0)
    return (one > two) - (one < two);
  return sorting->descending ? -order : order;
}

/* Which column the rows are sorted by: 0 none, 1 names, 2 + n calculation n. */
static guint
sort_column (const OrielLegend *legend, const OrielVizState *state, gboolean *descending)
{
  *descending = legend->sort_descending;
  if (state != NULL && state->sort_field >= 0)
    {
      *descending = state->sort_descending;
      return (guint) state->sort_field < legend->n_calcs + 2 ? (guint) state->sort_field : 0;
    }

  if (g_strcmp0 (legend->sort_by, "Name") == 0)
    return 1;
  for (guint i = 0; i < legend->n_calcs; i++)
    if (g_strcmp0 (legend->sort_by, calc_title (legend, i)) == 0)
      return 2 + i;
  return 0;
}

static guint *
sorted_rows (const OrielLegend *legend, guint column, gboolean descending)
{
  guint *rows = g_new (guint, legend->entries->len + 1);
  Sorting sorting = { legend, (int) column - 2, descending };

  for (guint i = 0; i < legend->entries->len; i++)
    rows[i] = i;
  if (column > 0)
    g_qsort_with_data (rows, (int) legend->entries->len, sizeof (guint), compare_entries, &sorting);
  return rows;
}

/* A small arrow behind the title of the sorted column. */
static void
draw_sort_arrow (OrielScene *scene, double x, double middle, gboolean down, OrielColor color)
{
  static const guint8 commands[] = { ORIEL_PATH_MOVE, ORIEL_PATH_LINE, ORIEL_PATH_LINE };
  double tip = down ? 1.3 : -1.3;
  double corners[] = { x, middle - tip, x + 2.5, middle + tip, x + 5, middle - tip };
  OrielPaint line = oriel_paint_solid (color);
  OrielStroke stroke = { .width = 1.2, .round_caps = TRUE };

  oriel_scene_add_path (scene, commands, 3, corners, NULL, &line, &stroke);
}

static void
draw_table_head (const OrielLegend *legend,
                 OrielScene *scene,
                 const OrielRect *place,
                 const double *edges,
                 guint sorted,
                 gboolean descending,
                 const OrielTheme *theme)
{
  double baseline = place->y + 2 + oriel_text_baseline (&head_font, LINE_PX);
  double middle = place->y + 2 + LINE_PX / 2 + 1;

  oriel_scene_add_text (scene, "Name", edges[1] + CELL_PADDING_PX, baseline, ORIEL_ALIGN_START,
                        &head_font, theme->text_link, 0);
  if (sorted == 1)
    draw_sort_arrow (scene, edges[1] + CELL_PADDING_PX + oriel_text_width ("Name", &head_font) + 3,
                     middle, descending, theme->text_link);
  for (guint calc = 0; calc < legend->n_calcs; calc++)
    {
      double end = edges[3 + calc] - CELL_PADDING_PX;

      if (sorted == 2 + calc)
        {
          draw_sort_arrow (scene, end - 5, middle, descending, theme->text_link);
          end -= 8;
        }
      oriel_scene_add_text (scene, calc_title (legend, calc), end, baseline, ORIEL_ALIGN_END,
                            &head_font, theme->text_link, 0);
    }
}

static void
draw_table_row (const OrielLegend *legend,
                OrielScene *scene,
                guint i,
                double y,
                const double *edges,
                const OrielTheme *theme,
                const OrielVizState *state)
{
  OrielColor color = text_color (legend, i, theme, state);
  double baseline = y + 2 + oriel_text_baseline (&font, LINE_PX);
  double x = edges[1] + CELL_PADDING_PX;
  double room = MAX (edges[2] - CELL_PADDING_PX - x, 1);

  draw_mark (scene, edges[0] + CELL_PADDING_PX, y + 2 + LINE_PX / 2, series_at (legend, i)->color);
  oriel_scene_add_text (scene, series_at (legend, i)->label, x, baseline, ORIEL_ALIGN_START, &font,
                        color, room);
  if (entry_at (legend, i)->right_axis)
    {
      double used = oriel_text_width (series_at (legend, i)->label, &font) + 4;

      if (used < room)
        oriel_scene_add_text (scene, RIGHT_AXIS_TEXT, x + used, baseline, ORIEL_ALIGN_START, &font,
                              theme->text_secondary, room - used);
    }
  for (guint calc = 0; calc < legend->n_calcs; calc++)
    oriel_scene_add_text (scene, entry_at (legend, i)->values[calc].text,
                          edges[3 + calc] - CELL_PADDING_PX, baseline, ORIEL_ALIGN_END, &font,
                          color, 0);
  add_hit (legend, scene, i,
           (OrielRect){ edges[0], y, edges[2 + legend->n_calcs] - edges[0], ROW_PX });
}

static void
draw_row_border (OrielScene *scene, const OrielRect *place, double bottom, const OrielTheme *theme)
{
  OrielRect border = { place->x, floor (bottom) - 1, place->width, 1 };
  OrielPaint fill = oriel_paint_solid (theme->border_weak);

  oriel_scene_add_rect (scene, border, 0, &fill, NULL, NULL);
}

/* The names' column takes what the others leave. */
static void
table_edges (const OrielLegend *legend, const OrielRect *place, double *edges)
{
  g_autofree double *widths = g_new0 (double, legend->n_calcs + 2);
  double others = 0;

  table_columns (legend, widths);
  for (guint i = 0; i < legend->n_calcs + 2; i++)
    others += i == 1 ? 0 : widths[i];
  widths[1] = MAX (place->width - others, LEAST_NAME_PX);

  edges[0] = place->x;
  for (guint i = 0; i < legend->n_calcs + 2; i++)
    edges[i + 1] = edges[i] + widths[i];
}

static void
draw_table (const OrielLegend *legend,
            OrielScene *scene,
            const OrielRect *place,
            const OrielTheme *theme,
            const OrielVizState *state)
{
  g_autofree double *edges = g_new0 (double, legend->n_calcs + 3);
  gboolean descending;
  guint sorted = sort_column (legend, state, &descending);
  g_autofree guint *rows = sorted_rows (legend, sorted, descending);

  table_edges (legend, place, edges);
  if (!legend->has_own_columns)
    draw_table_head (legend, scene, place, edges, sorted, descending, theme);
  draw_row_border (scene, place, place->y + head_height (legend), theme);
  for (guint i = 0; i < legend->entries->len; i++)
    {
      double y = place->y + head_height (legend) + i * ROW_PX;

      if (y > place->y + place->height)
        return;
      draw_table_row (legend, scene, rows[i], y, edges, theme, state);
      draw_row_border (scene, place, y + ROW_PX, theme);
    }
}

void
oriel_legend_draw (const OrielLegend *legend,
                   OrielScene *scene,
                   const OrielRect *place,
                   const OrielTheme *theme,
                   const OrielVizState *state)
{
  if (!(place->width > 0) || !(place->height > 0))
    return;

  oriel_scene_clip (scene, *place);
  if (legend->is_table)
    draw_table (legend, scene, place, theme, state);
  else
    draw_list (legend, scene, place, theme, state);
  oriel_scene_unclip (scene);
}
