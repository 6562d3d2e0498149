/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Series of cumulative buckets as rows of a heatmap. */

#include "config.h"

#include "datasource/prometheus/oriel-prometheus-transform.h"

#include <string.h>

/* Differences below this are noise of the subtraction. */
#define LEAST_COUNT 1e-9

/* One bucket of a heatmap. */
typedef struct
{
  OrielFrame *frame; /* borrowed */
  OrielField *field; /* its number field, borrowed */
  const char *name;  /* the frame's, else its bound; nullable */
  const char *bound; /* nullable: that becomes its name, where the frame has none */
  double order;
  char *group; /* owned: the labels without the bound */
} Bucket;

static void
bucket_clear (gpointer data)
{
  Bucket *bucket = data;

  g_free (bucket->group);
}

static gboolean
bucket_of (OrielFrame *frame, Bucket *bucket)
{
  OrielField *field = oriel_frame_first_field (frame, ORIEL_FIELD_NUMBER, NULL);
  const char *bound = field != NULL ? oriel_labels_get (field->labels, "le") : NULL;

  if (field == NULL || oriel_frame_first_field (frame, ORIEL_FIELD_TIME, NULL) == NULL)
    return FALSE;

  *bucket = (Bucket){ .frame = frame, .field = field, .name = frame->name };
  if (frame->name == NULL && bound != NULL && *bound != '\0')
    bucket->name = bucket->bound = bound;
  bucket->order = oriel_prometheus_parse_sample (bucket->name != NULL ? bucket->name : "");
  bucket->group = oriel_prometheus_metric_text (field->labels, "le");
  return TRUE;
}

/* Insertion keeps equal and unordered (NaN) bounds as they came, like a stable sort would. */
static void
insert_sorted (GArray *buckets, const Bucket *bucket)
{
  guint place = buckets->len;

  while (place > 0 && g_array_index (buckets, Bucket, place - 1).order > bucket->order)
    place--;
  g_array_insert_vals (buckets, place, bucket, 1);
}

/* What is in the bucket and not in the one below. */
static OrielColumn *
difference (const OrielColumn *above, const OrielColumn *below)
{
  double *values = g_new (double, above->n_rows);

  for (gsize i = 0; i < above->n_rows; i++)
    {
      double top = oriel_is_null (above->numbers[i]) ? 0 : above->numbers[i];
      double bottom = i < below->n_rows ? below->numbers[i] : 0;

      if (bottom == bottom)
        top -= bottom;
      values[i] = top < LEAST_COUNT ? 0 : top;
    }

  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, above->n_rows);
}

/* A column of `n` rows, cut or filled with nulls where a bucket has gaps of its own. */
static OrielColumn *
fit (OrielColumn *column, gsize n)
{
  double *values;

  if (column->n_rows == n)
    return oriel_column_ref (column);

  values = g_new (double, n);
  for (gsize i = 0; i < n; i++)
    values[i] = i < column->n_rows ? column->numbers[i] : oriel_null ();
  return oriel_column_new_take (ORIEL_FIELD_NUMBER, values, n);
}

static void
add_bucket (OrielFrame *merged, const Bucket *bucket, const Bucket *below)
{
  g_autoptr (OrielFieldConfig) config = bucket->bound != NULL
                                          ? oriel_field_config_copy (bucket->field->config)
                                          : oriel_field_config_ref (bucket->field->config);
  g_autoptr (OrielColumn) counts = below != NULL
                                     ? difference (bucket->field->column, below->field->column)
                                     : oriel_column_ref (bucket->field->column);
  g_autoptr (OrielColumn) fitting = fit (counts, merged->n_rows);
  const char *name;

  if (bucket->bound != NULL)
    {
      g_free (config->display_name_from_ds);
      config->display_name_from_ds = g_strdup (bucket->bound);
    }

  name = config->display_name_from_ds != NULL ? config->display_name_from_ds : "";
  oriel_frame_add_field (merged, name, bucket->field->labels, config, fitting);
}

static OrielFrame *
merge (GArray *buckets, gboolean is_one_of_many)
{
  const Bucket *first = &g_array_index (buckets, Bucket, 0);
  const OrielField *time = oriel_frame_first_field (first->frame, ORIEL_FIELD_TIME, NULL);
  const char *name =
    is_one_of_many && strcmp (first->group, "{}") != 0 ? first->group : first->name;
  OrielFrame *merged = oriel_frame_new (first->frame->ref_id, name, first->frame->n_rows);

  merged->meta = oriel_prometheus_meta_copy (first->frame->meta);
  json_object_set_string_member (merged->meta, "type", "heatmap-rows");
  oriel_frame_add_field (merged, time->name, time->labels, time->config, time->column);
  for (guint i = 0; i < buckets->len; i++)
    add_bucket (merged, &g_array_index (buckets, Bucket, i),
                i > 0 ? &g_array_index (buckets, Bucket, i - 1) : NULL);
  return merged;
}

static GArray *
bucket_array_new (void)
{
  GArray *buckets = g_array_new (FALSE, FALSE, sizeof (Bucket));

  g_array_set_clear_func (buckets, bucket_clear);
  return buckets;
}

/* The place of the group that the bucket belongs to, in order of appearance; a new one where
 * there is none. */
static GArray *
group_of (GPtrArray *groups, GHashTable *by_key, const Bucket *bucket)
{
  g_autofree char *key = g_strconcat (bucket->frame->ref_id != NULL ? bucket->frame->ref_id : "",
                                      "\n", bucket->group, NULL);
  GArray *group = g_hash_table_lookup (by_key, key);

  if (group == NULL)
    {
      group = bucket_array_new ();
      g_ptr_array_add (groups, group);
      g_hash_table_insert (by_key, g_steal_pointer (&key), group);
    }

  return group;
}

static guint
count_ref_id (GPtrArray *groups, const char *ref_id)
{
  guint n = 0;

  for (guint i = 0; i < groups->len; i++)
    {
      const GArray *group = g_ptr_array_index (groups, i);

      n += g_strcmp0 (g_array_index (group, Bucket, 0).frame->ref_id, ref_id) == 0;
    }

  return n;
}

void
oriel_prometheus_make_heatmaps (GPtrArray *frames, GPtrArray *out)
{
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < frames->len; i++)
    {
      Bucket bucket;

      if (bucket_of (g_ptr_array_index (frames, i), &bucket))
        insert_sorted (group_of (groups, by_key, &bucket), &bucket);
    }

  for (guint i = 0; i < groups->len; i++)
    {
      GArray *group = g_ptr_array_index (groups, i);
      const char *ref_id = g_array_index (group, Bucket, 0).frame->ref_id;

      g_ptr_array_add (out, merge (group, count_ref_id (groups, ref_id) > 1));
    }
}
