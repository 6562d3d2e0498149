/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Reducers: see oriel-reducers.h. The standard ones come from one pass over the column; what
 * needs an order (median, percentiles) shares one sorted copy. Source of the rules: Grafana's
 * fieldReducer. */

#include "config.h"

#include "field/oriel-reducers.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "base/oriel-json.h"
#include "field/oriel-cell.h"

#define N_PERCENTILES 99

/* Lists below this length are sorted by insertion, as in V8. */
#define SHORT_LIST 64

/* What the standard pass finds. */
typedef struct
{
  OrielReduced first, last, first_not_null, last_not_null;
  double min, max, mean, sum, range, delta, step, diff, diff_percent, log_min; /* or null */
  double count;
  double all_is_zero, all_is_null; /* 0 or 1 */
} Standard;

/* A row with the number that its value sorts by. */
typedef struct
{
  double key;
  gsize row;
} SortedRow;

typedef struct
{
  const OrielField *field;
  OrielNullMode nulls;
  gboolean has_standard;
  Standard standard;
  GArray *sorted; /* nullable: of SortedRow */
  gboolean sorted_for_median;
} Reduction;

typedef OrielReduced (*ReduceFunc) (Reduction *reduction, guint percentile);

static OrielReduced
number_result (double number)
{
  return (OrielReduced){ .kind = ORIEL_REDUCED_NUMBER, .number = number };
}

static OrielReduced
boolean_result (double flag)
{
  return (OrielReduced){ .kind = ORIEL_REDUCED_BOOLEAN, .number = flag };
}

/* NaN is a value, yet Grafana's "not null" skips it. */
static gboolean
cell_is_void (const OrielReduced *cell)
{
  return cell->kind == ORIEL_REDUCED_NOTHING ||
         (cell->kind == ORIEL_REDUCED_NUMBER && isnan (cell->number));
}

OrielReduced
oriel_field_cell (const OrielField *field, gsize row)
{
  const OrielColumn *column = field->column;
  OrielReduced cell = number_result (oriel_null ());

  switch (column->type)
    {
    case ORIEL_FIELD_TIME:
      if (column->times[row] != ORIEL_TIME_NULL)
        cell.number = (double) column->times[row];
      break;
    case ORIEL_FIELD_NUMBER:
    case ORIEL_FIELD_ENUM:
      cell.number = column->numbers[row];
      break;
    case ORIEL_FIELD_STRING:
      if (column->strings[row] != NULL)
        cell = (OrielReduced){ .kind = ORIEL_REDUCED_TEXT, .text = column->strings[row] };
      break;
    case ORIEL_FIELD_BOOLEAN:
      if (column->booleans[row] != ORIEL_BOOLEAN_NULL)
        cell = boolean_result (column->booleans[row]);
      break;
    case ORIEL_FIELD_FRAME:
      if (column->frames[row] != NULL)
        cell = (OrielReduced){ .kind = ORIEL_REDUCED_OTHER };
      break;
    case ORIEL_FIELD_NESTED:
      if (column->lists[row] != NULL)
        cell = (OrielReduced){ .kind = ORIEL_REDUCED_OTHER };
      break;
    case ORIEL_FIELD_OTHER:
    default:
      if (column->nodes[row] != NULL)
        cell = (OrielReduced){ .kind = ORIEL_REDUCED_OTHER, .node = column->nodes[row] };
      break;
    }

  return cell;
}

/* What the pass carries from number to number. */
typedef struct
{
  gsize n;      /* numbers so far */
  double first; /* of them */
  double last;
  gboolean rising;
} NumberRun;

static void
add_number (Standard *standard, NumberRun *run, double value)
{
  standard->sum += value;
  if (run->n > 0)
    {
      double step = value - run->last;

      if (standard->step > step)
        standard->step = step;
      if (run->last > value)
        run->rising = FALSE;
      else
        {
          /* The first rise after a fall adds nothing: a counter's reset. */
          if (run->rising)
            standard->delta += step;
          run->rising = TRUE;
        }
    }
  else
    run->first = value;

  if (value > standard->max)
    standard->max = value;
  if (value < standard->min)
    standard->min = value;
  if (value > 0 && value < standard->log_min)
    standard->log_min = value;
  if (value != 0)
    standard->all_is_zero = 0;

  run->last = value;
  run->n++;
}

static void
pass_over_numbers (Standard *standard, const OrielField *field, OrielNullMode nulls)
{
  const OrielColumn *column = field->column;
  gboolean is_time = column->type == ORIEL_FIELD_TIME;
  NumberRun run = { .rising = TRUE };

  for (gsize i = 0; i < column->n_rows; i++)
    {
      double value = oriel_null ();

      if (!is_time)
        value = column->numbers[i];
      else if (column->times[i] != ORIEL_TIME_NULL)
        value = (double) column->times[i];

      if (isnan (value) && oriel_is_null (value))
        {
          if (nulls == ORIEL_NULLS_CONNECTED)
            continue;
          if (nulls == ORIEL_NULLS_AS_ZERO)
            value = 0;
        }
      standard->count++;
      if (!isnan (value))
        add_number (standard, &run, value);
    }

  if (run.n == 0)
    return;

  standard->all_is_null = 0;
  standard->mean = standard->sum / (double) run.n;
  standard->first_not_null = number_result (run.first);
  standard->last_not_null = number_result (run.last);
}

/* Columns of other types have ends and counts, no statistics. */
static void
pass_over_cells (Standard *standard, const OrielField *field, OrielNullMode nulls)
{
  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);

      if (oriel_cell_is_null (&cell))
        {
          if (nulls == ORIEL_NULLS_CONNECTED)
            continue;
          if (nulls == ORIEL_NULLS_AS_ZERO)
            cell = number_result (0);
        }
      standard->count++;
      if (cell_is_void (&cell))
        continue;
      if (oriel_cell_is_null (&standard->first_not_null))
        standard->first_not_null = cell;
      standard->last_not_null = cell;
    }
}

static gboolean
is_number_field (const OrielField *field)
{
  return field->column->type == ORIEL_FIELD_NUMBER || field->column->type == ORIEL_FIELD_TIME;
}

static void
finish_standard (Standard *standard)
{
  const OrielReduced *first = &standard->first_not_null, *last = &standard->last_not_null;

  if (standard->max == -DBL_MAX)
    standard->max = oriel_null ();
  if (standard->min == DBL_MAX)
    standard->min = oriel_null ();
  if (standard->step == DBL_MAX)
    standard->step = oriel_null ();
  if (standard->all_is_null != 0)
    standard->all_is_zero = 0;
  if (!oriel_is_null (standard->max) && !oriel_is_null (standard->min))
    standard->range = standard->max - standard->min;

  if (first->kind == ORIEL_REDUCED_NUMBER && last->kind == ORIEL_REDUCED_NUMBER &&
      !oriel_cell_is_null (first) && !oriel_cell_is_null (last))
    {
      standard->diff = last->number - first->number;
      standard->diff_percent = standard->diff / first->number * 100;
    }
}

static const Standard *
get_standard (Reduction *reduction)
{
  const OrielField *field = reduction->field;
  Standard *standard = &reduction->standard;
  OrielReduced null = number_result (oriel_null ());

  if (reduction->has_standard)
    return standard;

  *standard = (Standard){
    .first = oriel_field_cell (field, 0),
    .last = oriel_field_cell (field, field->column->n_rows - 1),
    .first_not_null = null,
    .last_not_null = null,
    .min = DBL_MAX,
    .max = -DBL_MAX,
    .log_min = DBL_MAX,
    .step = DBL_MAX,
    .mean = oriel_null (),
    .range = oriel_null (),
    .diff = oriel_null (),
    .all_is_zero = 1,
    .all_is_null = 1,
  };

  if (is_number_field (field))
    pass_over_numbers (standard, field, reduction->nulls);
  else
    pass_over_cells (standard, field, reduction->nulls);

  finish_standard (standard);
  reduction->has_standard = TRUE;
  return standard;
}

static OrielReduced
reduce_first (Reduction *reduction, guint percentile)
{
  return oriel_field_cell (reduction->field, 0);
}

static OrielReduced
reduce_last (Reduction *reduction, guint percentile)
{
  return oriel_field_cell (reduction->field, reduction->field->column->n_rows - 1);
}

static OrielReduced
reduce_first_not_null (Reduction *reduction, guint percentile)
{
  for (gsize i = 0; i < reduction->field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (reduction->field, i);

      if (!cell_is_void (&cell))
        return cell;
    }

  return number_result (oriel_null ());
}

static OrielReduced
reduce_last_not_null (Reduction *reduction, guint percentile)
{
  for (gsize i = reduction->field->column->n_rows; i > 0; i--)
    {
      OrielReduced cell = oriel_field_cell (reduction->field, i - 1);

      if (!cell_is_void (&cell))
        return cell;
    }

  return number_result (oriel_null ());
}

/* ECMAScript's order of two values: below, at or above 0, which it is for what is no number.
 * Undefined is last. */
static double
sort_order (const SortedRow *a, const SortedRow *b)
{
  double difference = a->key - b->key;

  gboolean a_is_last = oriel_is_undefined (a->key), b_is_last = oriel_is_undefined (b->key);

  if (a_is_last || b_is_last)
    return (double) a_is_last - (double) b_is_last;

  return isnan (difference) ? 0 : difference;
}

/* What is no number is put behind the numbers, before undefined. */
static int
compare_sorted_rows (gconstpointer a, gconstpointer b)
{
  const SortedRow *x = a, *y = b;
  double order = sort_order (x, y);

  if (order == 0 && isnan (x->key) != isnan (y->key))
    return isnan (x->key) ? 1 : -1;
  if (order == 0)
    return x->row < y->row ? -1 : x->row > y->row;

  return order < 0 ? -1 : 1;
}

/* The rows at the start that are in order already; falling ones are turned round. */
static guint
make_run (SortedRow *rows, guint n)
{
  gboolean falling = n > 1 && sort_order (&rows[1], &rows[0]) < 0;
  guint run = MIN (n, 2);

  while (run < n)
    {
      double order = sort_order (&rows[run], &rows[run - 1]);

      if (falling ? order >= 0 : order < 0)
        break;
      run++;
    }

  for (guint i = 0; falling && i < run / 2; i++)
    {
      SortedRow row = rows[i];

      rows[i] = rows[run - 1 - i];
      rows[run - 1 - i] = row;
    }

  return run;
}

/* Short lists are sorted as V8 does: where NaN comes to stand decides over medians. */
static void
sort_short (SortedRow *rows, guint n)
{
  for (guint i = make_run (rows, n); i < n; i++)
    {
      SortedRow pivot = rows[i];
      guint left = 0, right = i;

      while (left < right)
        {
          guint middle = left + (right - left) / 2;

          if (sort_order (&pivot, &rows[middle]) < 0)
            right = middle;
          else
            left = middle + 1;
        }
      memmove (rows + left + 1, rows + left, sizeof *rows * (i - left));
      rows[left] = pivot;
    }
}

/* What a null counts as in an order: left out (FALSE), zero, or for the percentiles undefined,
 * which only the median takes for a null. */
static gboolean
sort_key (const Reduction *reduction, const OrielReduced *cell, gboolean for_median, double *key)
{
  *key = oriel_cell_number (cell);
  if (!oriel_cell_is_null (cell))
    return TRUE;

  *key = 0;
  if (oriel_cell_is_undefined (cell) && !(for_median && reduction->nulls != ORIEL_NULLS_NULL))
    *key = oriel_undefined ();
  else if (reduction->nulls == ORIEL_NULLS_CONNECTED)
    return FALSE;

  return TRUE;
}

static GArray *
get_sorted (Reduction *reduction, gboolean for_median)
{
  const OrielField *field = reduction->field;

  if (reduction->sorted != NULL && reduction->sorted_for_median == for_median)
    return reduction->sorted;

  g_clear_pointer (&reduction->sorted, g_array_unref);
  reduction->sorted_for_median = for_median;
  reduction->sorted =
    g_array_sized_new (FALSE, FALSE, sizeof (SortedRow), (guint) field->column->n_rows);
  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      SortedRow row = { .row = i };

      if (sort_key (reduction, &cell, for_median, &row.key))
        g_array_append_val (reduction->sorted, row);
    }

  if (reduction->sorted->len < SHORT_LIST)
    sort_short ((SortedRow *) (gpointer) reduction->sorted->data, reduction->sorted->len);
  else
    g_array_sort (reduction->sorted, compare_sorted_rows);

  return reduction->sorted;
}

static OrielReduced
sorted_cell (Reduction *reduction, guint index)
{
  gsize row = g_array_index (reduction->sorted, SortedRow, index).row;
  OrielReduced cell = oriel_field_cell (reduction->field, row);

  if (oriel_cell_is_null (&cell) && reduction->nulls == ORIEL_NULLS_AS_ZERO &&
      (reduction->sorted_for_median || !oriel_cell_is_undefined (&cell)))
    return number_result (0);

  return cell;
}

/* ECMAScript's `(a + b) / 2`, where texts are joined before they are read as a number. */
static double
mean_of_two (const OrielReduced *a, const OrielReduced *b)
{
  char first[ORIEL_NUMBER_BUFFER], second[ORIEL_NUMBER_BUFFER];
  double mean;

  if (a->kind == ORIEL_REDUCED_TEXT || b->kind == ORIEL_REDUCED_TEXT)
    {
      g_autofree char *joined =
        g_strconcat (oriel_cell_text (a, first), oriel_cell_text (b, second), NULL);

      return oriel_number_from_string (joined) / 2;
    }

  mean = (oriel_cell_number (a) + oriel_cell_number (b)) / 2;
  return isnan (mean) ? NAN : mean;
}

static OrielReduced
reduce_median (Reduction *reduction, guint percentile)
{
  guint n = get_sorted (reduction, TRUE)->len;
  OrielReduced low, high;

  if (n == 0)
    return number_result (NAN);
  if (n % 2 == 1)
    return sorted_cell (reduction, n / 2);

  low = sorted_cell (reduction, n / 2 - 1);
  high = sorted_cell (reduction, n / 2);
  return number_result (mean_of_two (&low, &high));
}

static OrielReduced
reduce_percentile (Reduction *reduction, guint percentile)
{
  GArray *sorted = get_sorted (reduction, FALSE);

  if (sorted->len == 0)
    return (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };

  return sorted_cell (reduction, (guint) oriel_number_round ((double) (sorted->len - 1) *
                                                             ((double) percentile / 100)));
}

/* Welford's running sums; population, not sample. */
static OrielReduced
reduce_variance (Reduction *reduction, guint percentile)
{
  const OrielField *field = reduction->field;
  double squares = 0, mean = 0, n = 0;

  if (!is_number_field (field))
    return number_result (0);

  for (gsize i = 0; i < field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (field, i);
      double old_mean = mean;

      if (oriel_cell_is_null (&cell))
        continue;
      n++;
      mean += (cell.number - old_mean) / n;
      squares += (cell.number - old_mean) * (cell.number - mean);
    }

  return number_result (n > 0 ? squares / n : 0);
}

static OrielReduced
reduce_standard_deviation (Reduction *reduction, guint percentile)
{
  return number_result (sqrt (reduce_variance (reduction, 0).number));
}

static OrielReduced
reduce_count_all (Reduction *reduction, guint percentile)
{
  return number_result ((double) reduction->field->column->n_rows);
}

static OrielReduced
reduce_change_count (Reduction *reduction, guint percentile)
{
  OrielReduced last = { .kind = ORIEL_REDUCED_NOTHING };
  double changes = 0;

  for (gsize i = 0; i < reduction->field->column->n_rows; i++)
    {
      OrielReduced cell = oriel_field_cell (reduction->field, i);

      if (oriel_cell_is_null (&cell) && !oriel_cell_is_undefined (&cell))
        {
          if (reduction->nulls == ORIEL_NULLS_CONNECTED)
            continue;
          if (reduction->nulls == ORIEL_NULLS_AS_ZERO)
            cell = number_result (0);
        }
      if (last.kind != ORIEL_REDUCED_NOTHING && !oriel_cell_equal (&last, &cell, FALSE))
        changes++;
      last = cell;
    }

  return number_result (changes);
}

GArray *
oriel_reduce_rows (const OrielField *field, gboolean unique)
{
  gsize n_rows = field->column->n_rows;
  GArray *rows = g_array_sized_new (FALSE, FALSE, sizeof (gsize), (guint) n_rows);
  g_autofree OrielReduced *cells = g_new (OrielReduced, n_rows);
  g_autoptr (GHashTable) seen = g_hash_table_new (oriel_cell_hash, oriel_cell_hash_equal);

  for (gsize i = 0; i < n_rows; i++)
    {
      cells[i] = oriel_field_cell (field, i);
      if (!unique || g_hash_table_add (seen, &cells[i]))
        g_array_append_val (rows, i);
    }

  return rows;
}

static OrielReduced
reduce_distinct_count (Reduction *reduction, guint percentile)
{
  g_autoptr (GArray) rows = oriel_reduce_rows (reduction->field, TRUE);
  gboolean has_null = FALSE, has_zero = FALSE;
  guint n = rows->len;

  for (guint i = 0; i < rows->len; i++)
    {
      OrielReduced cell = oriel_field_cell (reduction->field, g_array_index (rows, gsize, i));

      if (oriel_cell_is_null (&cell))
        has_null = has_null || !oriel_cell_is_undefined (&cell);
      else if (cell.kind == ORIEL_REDUCED_NUMBER && cell.number == 0)
        has_zero = TRUE;
    }

  /* A null is left out, or is one more zero. */
  if (has_null && (reduction->nulls == ORIEL_NULLS_CONNECTED ||
                   (reduction->nulls == ORIEL_NULLS_AS_ZERO && has_zero)))
    n--;

  return number_result (n);
}

static OrielReduced
reduce_list (Reduction *reduction, guint percentile)
{
  return (OrielReduced){ .kind = ORIEL_REDUCED_LIST };
}

/* In menu order; the percentiles follow. */
static const OrielReducer named_reducers[] = {
  { "lastNotNull", "Last *", "Last non-null value (also excludes NaNs)", TRUE, TRUE, "current" },
  { "last", "Last", "Last value", TRUE, TRUE, NULL },
  { "firstNotNull", "First *", "First non-null value (also excludes NaNs)", TRUE, TRUE, NULL },
  { "first", "First", "First Value", TRUE, TRUE, NULL },
  { "min", "Min", "Minimum Value", TRUE, TRUE, NULL },
  { "max", "Max", "Maximum Value", TRUE, TRUE, NULL },
  { "mean", "Mean", "Average Value", TRUE, TRUE, "avg" },
  { "median", "Median", "Median Value", FALSE, TRUE, "median" },
  { "variance", "Variance", "Variance of all values in a field", FALSE, TRUE, NULL },
  { "stdDev", "StdDev", "Standard deviation of all values in a field", FALSE, TRUE, NULL },
  { "sum", "Total", "The sum of all values", TRUE, TRUE, "total" },
  { "count", "Count", "Number of values in response", TRUE, FALSE, NULL },
  { "countAll", "Count all", "Number of values (including empty)", FALSE, FALSE, NULL },
  { "range", "Range", "Difference between minimum and maximum values", TRUE, TRUE, NULL },
  { "delta", "Delta", "Cumulative change in value", TRUE, TRUE, NULL },
  { "step", "Step", "Minimum interval between values", TRUE, TRUE, NULL },
  { "diff", "Difference", "Difference between first and last values", TRUE, TRUE, NULL },
  { "logmin", "Min (above zero)", "Used for log min scale", TRUE, TRUE, NULL },
  { "allIsZero", "All Zeros", "All values are zero", TRUE, TRUE, NULL },
  { "allIsNull", "All Nulls", "All values are null", TRUE, FALSE, NULL },
  { "changeCount", "Change Count", "Number of times the value changes", FALSE, FALSE, NULL },
  { "distinctCount", "Distinct Count", "Number of distinct values", FALSE, FALSE, NULL },
  { "diffperc", "Difference percent", "Percentage difference between first and last values", TRUE,
    FALSE, NULL },
  { "allValues", "All values", "Returns an array with all values", FALSE, FALSE, NULL },
  { "uniqueValues", "All unique values", "Returns an array with all unique values", FALSE, FALSE,
    NULL },
};

#define N_NAMED G_N_ELEMENTS (named_reducers)
#define N_REDUCERS (N_NAMED + N_PERCENTILES)

typedef enum
{
  FROM_ALONE,   /* only `alone` gives it */
  FROM_CELL,    /* an OrielReduced of Standard */
  FROM_NUMBER,  /* a double of Standard */
  FROM_BOOLEAN, /* a double of Standard that is a flag */
} Source;

/* How the reducer at the same index is computed. */
typedef struct
{
  Source source;
  gsize offset;       /* into Standard */
  ReduceFunc alone;   /* nullable: the standard pass alone gives it */
  OrielReduced empty; /* of no rows */
} Rule;

#define EMPTY_ZERO                                                                                 \
  {                                                                                                \
    .kind = ORIEL_REDUCED_NUMBER, .number = 0                                                      \
  }
#define EMPTY_FALSE                                                                                \
  {                                                                                                \
    .kind = ORIEL_REDUCED_BOOLEAN, .number = 0                                                     \
  }
#define EMPTY_TRUE                                                                                 \
  {                                                                                                \
    .kind = ORIEL_REDUCED_BOOLEAN, .number = 1                                                     \
  }
#define MEMBER(name) offsetof (Standard, name)

static const Rule rules[N_NAMED] = {
  { FROM_CELL, MEMBER (last_not_null), reduce_last_not_null, { 0 } },
  { FROM_CELL, MEMBER (last), reduce_last, { 0 } },
  { FROM_CELL, MEMBER (first_not_null), reduce_first_not_null, { 0 } },
  { FROM_CELL, MEMBER (first), reduce_first, { 0 } },
  { FROM_NUMBER, MEMBER (min), NULL, { 0 } },
  { FROM_NUMBER, MEMBER (max), NULL, { 0 } },
  { FROM_NUMBER, MEMBER (mean), NULL, { 0 } },
  { FROM_ALONE, 0, reduce_median, { 0 } },
  { FROM_ALONE, 0, reduce_variance, { 0 } },
  { FROM_ALONE, 0, reduce_standard_deviation, { 0 } },
  { FROM_NUMBER, MEMBER (sum), NULL, EMPTY_ZERO },
  { FROM_NUMBER, MEMBER (count), NULL, EMPTY_ZERO },
  { FROM_ALONE, 0, reduce_count_all, EMPTY_ZERO },
  { FROM_NUMBER, MEMBER (range), NULL, { 0 } },
  { FROM_NUMBER, MEMBER (delta), NULL, { 0 } },
  { FROM_NUMBER, MEMBER (step), NULL, { 0 } },
  { FROM_NUMBER, MEMBER (diff), NULL, { 0 } },
  { FROM_NUMBER, MEMBER (log_min), NULL, { 0 } },
  { FROM_BOOLEAN, MEMBER (all_is_zero), NULL, EMPTY_FALSE },
  { FROM_BOOLEAN, MEMBER (all_is_null), NULL, EMPTY_TRUE },
  { FROM_ALONE, 0, reduce_change_count, { 0 } },
  { FROM_ALONE, 0, reduce_distinct_count, { 0 } },
  { FROM_NUMBER, MEMBER (diff_percent), NULL, { 0 } },
  { FROM_ALONE, 0, reduce_list, { 0 } },
  { FROM_ALONE, 0, reduce_list, { 0 } },
};

static const Rule percentile_rule = { FROM_ALONE, 0, reduce_percentile, { 0 } };

static const char *
ordinal_ending (guint n)
{
  static const char *const endings[] = { "th", "st", "nd", "rd" };

  if (n % 10 > 3 || n / 10 == 1)
    return endings[0];

  return endings[n % 10];
}

static const OrielReducer *
all_reducers (void)
{
  static gsize once = 0;

  if (g_once_init_enter (&once))
    {
      OrielReducer *list = g_new0 (OrielReducer, N_REDUCERS);

      memcpy (list, named_reducers, sizeof named_reducers);
      for (guint i = 1; i <= N_PERCENTILES; i++)
        list[N_NAMED + i - 1] = (OrielReducer){
          .id = g_strdup_printf ("p%u", i),
          .name = g_strdup_printf ("%u%s %%", i, ordinal_ending (i)),
          .description = g_strdup_printf ("%u%s percentile value", i, ordinal_ending (i)),
          .preserves_units = TRUE,
        };
      g_once_init_leave (&once, (gsize) list);
    }

  return (const OrielReducer *) once;
}

const OrielReducer *
oriel_reducers_list (guint *n)
{
  *n = N_REDUCERS;
  return all_reducers ();
}

const OrielReducer *
oriel_reducer_find (const char *id)
{
  const OrielReducer *list = all_reducers ();

  for (guint i = 0; id != NULL && i < N_REDUCERS; i++)
    if (strcmp (list[i].id, id) == 0 || g_strcmp0 (list[i].alias, id) == 0)
      return &list[i];

  return NULL;
}

OrielNullMode
oriel_field_null_mode (const OrielField *field)
{
  const char *mode = oriel_json_string (field->config->rest, "nullValueMode", "connected");

  if (strcmp (mode, "null as zero") == 0)
    return ORIEL_NULLS_AS_ZERO;

  return strcmp (mode, "null") == 0 ? ORIEL_NULLS_NULL : ORIEL_NULLS_CONNECTED;
}

static OrielReduced
reduce_by_rule (Reduction *reduction, const Rule *rule, guint percentile, gboolean alone)
{
  const char *member;

  if (reduction->field->column->n_rows == 0)
    return rule->empty;
  if (rule->alone != NULL && (alone || rule->source == FROM_ALONE))
    return rule->alone (reduction, percentile);

  member = (const char *) get_standard (reduction) + rule->offset;
  if (rule->source == FROM_CELL)
    return *(const OrielReduced *) (gconstpointer) member;
  if (rule->source == FROM_BOOLEAN)
    return boolean_result (*(const double *) (gconstpointer) member);

  return number_result (*(const double *) (gconstpointer) member);
}

void
oriel_reduce (const OrielField *field,
              OrielNullMode nulls,
              const char *const *ids,
              guint n,
              OrielReduced *out)
{
  Reduction reduction = { .field = field, .nulls = nulls };
  const OrielReducer *list = all_reducers ();
  guint n_known = 0;

  for (guint i = 0; i < n; i++)
    n_known += oriel_reducer_find (ids[i]) != NULL;

  for (guint i = 0; i < n; i++)
    {
      const OrielReducer *reducer = oriel_reducer_find (ids[i]);
      gsize index = reducer != NULL ? (gsize) (reducer - list) : 0;

      if (reducer == NULL)
        out[i] = (OrielReduced){ .kind = ORIEL_REDUCED_NOTHING };
      else if (index >= N_NAMED)
        out[i] = reduce_by_rule (&reduction, &percentile_rule, (guint) (index - N_NAMED) + 1, TRUE);
      else
        out[i] = reduce_by_rule (&reduction, &rules[index], 0, n_known == 1);
    }

  g_clear_pointer (&reduction.sorted, g_array_unref);
}

OrielReduced
oriel_reduce_one (const OrielField *field, OrielNullMode nulls, const char *id)
{
  OrielReduced result;

  oriel_reduce (field, nulls, &id, 1, &result);
  return result;
}
