/* SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. The new file is complete on the disk before it gets its name. */

#include "config.h"

#include "base/oriel-save.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NEW_FILE_MODE 0666

static gboolean
fail (GError **error, const char *path, int code)
{
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), _ ("“%s” could not be saved: %s"),
               path, g_strerror (code));
  return FALSE;
}

/* Where links lead to; a path that is not there stays. */
static char *
resolve (const char *path)
{
  char *target = realpath (path, NULL);
  char *copy = g_strdup (target != NULL ? target : path);

  free (target);
  return copy;
}

static gboolean
check_new (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS, _ ("“%s” is already there."), path);
  return FALSE;
}

/* Compares bytes, not times: who only touches a file changes nothing. */
static gboolean
check_unchanged (const char *path, const char *was, gsize was_length, GError **error)
{
  g_autofree char *now = NULL;
  g_autoptr (GError) local = NULL;
  gsize length = 0;

  if (was == NULL)
    return check_new (path, error);
  if (!g_file_get_contents (path, &now, &length, &local))
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
                   _ ("“%s” can’t be read any more, and was not saved: %s"), path, local->message);
      return FALSE;
    }
  if (length == was_length && memcmp (now, was, length) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               _ ("“%s” was changed by someone else meanwhile, and was not saved."), path);
  return FALSE;
}

static gboolean
write_all (int fd, const char *text, gsize length)
{
  while (length > 0)
    {
      gssize n = write (fd, text, length);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      text += n;
      length -= (gsize) n;
    }

  return fsync (fd) == 0;
}

/* The mode of the old file, or that of any new one. */
static gboolean
keep_permissions (int fd, const char *path)
{
  struct stat old;
  mode_t mask;

  if (stat (path, &old) == 0)
    {
      /* Who may not give files away saves one of their own. */
      if (fchown (fd, old.st_uid, old.st_gid) != 0 && fchown (fd, (uid_t) -1, old.st_gid) != 0)
        errno = 0;
      return fchmod (fd, old.st_mode & 07777) == 0;
    }

  mask = umask (0);
  umask (mask);
  return fchmod (fd, NEW_FILE_MODE & ~mask) == 0;
}

/* A name is on the disk when its folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;

  fsync (fd);
  close (fd);
}

/* `exclusive`: not over a file that came meanwhile. */
static gboolean
give_name (const char *temporary, const char *path, gboolean exclusive)
{
  if (!exclusive)
    return g_rename (temporary, path) == 0;
  if (link (temporary, path) == 0)
    return g_unlink (temporary) == 0;
  if (errno == EEXIST)
    return FALSE;

  return g_rename (temporary, path) == 0; /* a file system without links */
}

static gboolean
write_temporary (int fd, const char *path, const char *text, gsize length)
{
  gboolean good = keep_permissions (fd, path) && write_all (fd, text, length);
  int code = errno;

  if (close (fd) != 0 && good)
    return FALSE;

  errno = code;
  return good;
}

gboolean
oriel_save_file (const char *path,
                 const char *was,
                 gsize was_length,
                 const char *text,
                 gsize length,
                 GError **error)
{
  g_autofree char *target = resolve (path);
  g_autofree char *folder = g_path_get_dirname (target);
  g_autofree char *name = g_path_get_basename (target);
  g_autofree char *temporary = g_strdup_printf ("%s/.%s.XXXXXX", folder, name);
  int fd, code;

  if (!check_unchanged (target, was, was_length, error))
    return FALSE;

  fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  if (fd < 0)
    return fail (error, path, errno);

  if (write_temporary (fd, target, text, length) && give_name (temporary, target, was == NULL))
    {
      sync_folder (target);
      return TRUE;
    }

  code = errno;
  g_unlink (temporary);
  return fail (error, path, code);
}
