/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Files are saved whole, with their permissions, and never over what others wrote. */

#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/oriel-save.h"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("oriel-save-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "d.json", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      g_assert_false (g_str_has_prefix (name, ".")); /* nothing temporary stays */
      g_remove (path);
    }
  g_rmdir (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
assert_contents (const char *path, const char *expected)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (oriel_save_file (fixture->path, NULL, 0, "abc", 3, &error));
  g_assert_no_error (error);
  assert_contents (fixture->path, "abc");

  g_assert_false (oriel_save_file (fixture->path, NULL, 0, "def", 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);
  assert_contents (fixture->path, "abc");
}

static void
test_replace (Fixture *fixture, gconstpointer data)
{
  g_autofree char *link = g_build_filename (fixture->folder, "link.json", NULL);
  g_autoptr (GError) error = NULL;
  struct stat info;

  g_assert_true (g_file_set_contents (fixture->path, "old", -1, NULL));
  g_assert_cmpint (g_chmod (fixture->path, 0640), ==, 0);
  g_assert_cmpint (symlink ("d.json", link), ==, 0);

  g_assert_true (oriel_save_file (link, "old", 3, "new", 3, &error));
  g_assert_no_error (error);
  assert_contents (fixture->path, "new");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_cmpint (stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 07777, ==, 0640);
}

static void
test_changed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, "theirs", -1, NULL));
  g_assert_false (oriel_save_file (fixture->path, "old", 3, "new", 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  assert_contents (fixture->path, "theirs");
  g_clear_error (&error);

  g_assert_cmpint (g_remove (fixture->path), ==, 0);
  g_assert_false (oriel_save_file (fixture->path, "old", 3, "new", 3, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "none", "d.json", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (oriel_save_file (path, NULL, 0, "x", 1, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/base/save/new", Fixture, NULL, set_up, test_new, tear_down);
  g_test_add ("/base/save/replace", Fixture, NULL, set_up, test_replace, tear_down);
  g_test_add ("/base/save/changed", Fixture, NULL, set_up, test_changed, tear_down);
  g_test_add ("/base/save/no-folder", Fixture, NULL, set_up, test_no_folder, tear_down);
  return g_test_run ();
}
