/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See oriel-json-share.h. One lock for all: it is held for a count, or for what is freed. */

#include "config.h"

#include "base/oriel-json-share.h"

static GMutex reference_lock;

JsonObject *
oriel_json_object_ref (JsonObject *object)
{
  if (object == NULL)
    return NULL;

  g_mutex_lock (&reference_lock);
  json_object_ref (object);
  g_mutex_unlock (&reference_lock);
  return object;
}

void
oriel_json_object_unref (JsonObject *object)
{
  if (object == NULL)
    return;

  g_mutex_lock (&reference_lock);
  json_object_unref (object);
  g_mutex_unlock (&reference_lock);
}

JsonArray *
oriel_json_array_ref (JsonArray *array)
{
  if (array == NULL)
    return NULL;

  g_mutex_lock (&reference_lock);
  json_array_ref (array);
  g_mutex_unlock (&reference_lock);
  return array;
}

void
oriel_json_array_unref (JsonArray *array)
{
  if (array == NULL)
    return;

  g_mutex_lock (&reference_lock);
  json_array_unref (array);
  g_mutex_unlock (&reference_lock);
}
