/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The arena: zeroed, aligned, apart from each other, and freed whole. */

#include "config.h"

#include <string.h>

#include "base/oriel-arena.h"

static gboolean
is_zero (const guint8 *memory, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (memory[i] != 0)
      return FALSE;

  return TRUE;
}

static void
test_alloc (void)
{
  static const gsize sizes[] = { 1, 0, 15, 16, 17, 100, 4096, 5000, 3, 2000000, 1, 64 };
  g_autoptr (OrielArena) arena = oriel_arena_new ();
  guint8 *given[G_N_ELEMENTS (sizes) * 40];
  gsize total = 0;

  g_assert_cmpuint (oriel_arena_get_size (arena), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      gsize size = i >= G_N_ELEMENTS (sizes) && sizes[i % G_N_ELEMENTS (sizes)] > 5000
                     ? 24
                     : sizes[i % G_N_ELEMENTS (sizes)];

      given[i] = oriel_arena_alloc (arena, size);
      g_assert_nonnull (given[i]);
      g_assert_cmpuint ((gsize) given[i] % 16, ==, 0);
      g_assert_true (is_zero (given[i], size));
      memset (given[i], 0xaa, size);
      total += size;
    }

  g_assert_cmpuint (oriel_arena_get_size (arena), >=, total);
  g_assert_cmpuint (oriel_arena_get_size (arena), <, 3 * total + 1024 * 1024);
}

static void
test_strings (void)
{
  g_autoptr (OrielArena) arena = oriel_arena_new ();
  const char *all = oriel_arena_strndup (arena, "text", -1);
  const char *part = oriel_arena_strndup (arena, "text", 2);
  const char *none = oriel_arena_strndup (arena, "text", 0);

  g_assert_cmpstr (all, ==, "text");
  g_assert_cmpstr (part, ==, "te");
  g_assert_cmpstr (none, ==, "");
}

static void
test_arrays (void)
{
  g_autoptr (OrielArena) arena = oriel_arena_new ();
  double *values = oriel_arena_new_array (arena, double, 1000);

  for (int i = 0; i < 1000; i++)
    g_assert_cmpfloat (values[i], ==, 0);
}

/* A product beyond the address space stops the program rather than give too little. */
static void
test_overflow (void)
{
  if (g_test_subprocess ())
    {
      OrielArena *arena = oriel_arena_new ();

      oriel_arena_new_array (arena, double, G_MAXSIZE / 4);
      oriel_arena_free (arena);
      return;
    }

  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_failed ();
}

static void
test_null (void)
{
  oriel_arena_free (NULL);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/arena/alloc", test_alloc);
  g_test_add_func ("/base/arena/strings", test_strings);
  g_test_add_func ("/base/arena/arrays", test_arrays);
  g_test_add_func ("/base/arena/overflow", test_overflow);
  g_test_add_func ("/base/arena/null", test_null);
  return g_test_run ();
}
