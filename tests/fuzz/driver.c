/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs a fuzz target as an ordinary test: its seeds, each cut at every length, then mutations by a
 * fixed sequence of random numbers. ORIEL_FUZZ_RUNS changes how many. With file names as
 * arguments it runs these inputs alone, to repeat what libFuzzer has found; with `--seeds FOLDER`
 * it writes the seeds there, for libFuzzer to begin with. An input that crashes is written to
 * standard error as hexadecimal digits.
 */

#include "config.h"

#include "fuzz.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define DEFAULT_RUNS 4000
#define MAX_INPUT_BYTES 4096
#define MAX_STEPS 6

/* The input under test, for the message of a crash. */
static const guint8 *current;
static gsize current_length;

static void
write_input (int signal_number)
{
  static const char digits[] = "0123456789abcdef";
  static const char title[] = "\nfuzz input: ";

  if (write (STDERR_FILENO, title, sizeof title - 1) < 0)
    _exit (1);
  for (gsize i = 0; i < current_length; i++)
    {
      char pair[2] = { digits[current[i] >> 4], digits[current[i] & 15] };

      if (write (STDERR_FILENO, pair, sizeof pair) < 0)
        break;
    }

  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

/* Runs one input from memory of exactly its size, so that a sanitizer sees each step beyond. */
static void
run_input (const char *data, gsize length)
{
  guint8 *copy = malloc (MAX (length, 1));

  if (length > 0)
    memcpy (copy, data, length);
  current = copy;
  current_length = length;
  LLVMFuzzerTestOneInput (copy, length);
  current_length = 0;
  free (copy);
}

/* Marsaglia's xorshift: the same numbers on every machine. */
static guint32
next_random (guint32 *state)
{
  *state ^= *state << 13;
  *state ^= *state >> 17;
  *state ^= *state << 5;
  return *state;
}

static gsize
random_below (guint32 *state, gsize limit)
{
  return limit > 0 ? next_random (state) % limit : 0;
}

static guint
count_seeds (void)
{
  guint n = 0;

  while (fuzz_seeds[n].data != NULL)
    n++;
  return n;
}

static void
change_byte (GString *input, guint32 *state)
{
  static const char telling[] = "\0\xff\x80\x7f\"'\\/[]{}()<>,;:.+-0123456789eE \t\n%$*|=~^";

  if (input->len == 0)
    return;
  if (next_random (state) % 2 == 0)
    input->str[random_below (state, input->len)] ^= (char) (1u << random_below (state, 8));
  else
    input->str[random_below (state, input->len)] =
      telling[random_below (state, sizeof telling - 1)];
}

static void
remove_stretch (GString *input, guint32 *state)
{
  gsize at = random_below (state, input->len);
  gsize length = random_below (state, MIN (input->len - at, 32) + 1);

  g_string_erase (input, (gssize) at, (gssize) length);
}

/* Puts a part of a seed, or of the input itself, somewhere into it. */
static void
insert_stretch (GString *input, guint32 *state)
{
  const FuzzSeed *seed = &fuzz_seeds[random_below (state, count_seeds ())];
  gsize from = random_below (state, seed->length);
  gsize length = random_below (state, MIN (seed->length - from, 64) + 1);
  gsize times = next_random (state) % 16 == 0 ? 40 : 1;

  for (gsize i = 0; i < times; i++)
    g_string_insert_len (input, (gssize) random_below (state, input->len + 1), seed->data + from,
                         (gssize) length);
}

static void
repeat_stretch (GString *input, guint32 *state)
{
  gsize at = random_below (state, input->len);
  gsize length = random_below (state, MIN (input->len - at, 16) + 1);
  g_autofree char *stretch = g_memdup2 (input->str + at, length);

  for (int i = 0; i < 8 && length > 0; i++)
    g_string_insert_len (input, (gssize) at, stretch, (gssize) length);
}

static void
mutate (GString *input, guint32 *state)
{
  static void (*const steps[]) (GString *, guint32 *) = {
    change_byte, change_byte, change_byte, remove_stretch, insert_stretch, repeat_stretch,
  };
  gsize n = 1 + random_below (state, MAX_STEPS);

  for (gsize i = 0; i < n; i++)
    steps[random_below (state, G_N_ELEMENTS (steps))](input, state);
  g_string_truncate (input, MIN (input->len, MAX_INPUT_BYTES));
}

static void
test_seeds (void)
{
  for (const FuzzSeed *seed = fuzz_seeds; seed->data != NULL; seed++)
    for (gsize length = 0; length <= seed->length; length++)
      run_input (seed->data, length);
}

static void
test_mutations (void)
{
  const char *wanted = g_getenv ("ORIEL_FUZZ_RUNS");
  guint64 runs = wanted != NULL ? g_ascii_strtoull (wanted, NULL, 10) : DEFAULT_RUNS;
  g_autoptr (GString) input = g_string_new (NULL);
  guint n_seeds = count_seeds ();
  guint32 state = 2463534242u;

  for (guint64 i = 0; i < runs; i++)
    {
      const FuzzSeed *seed = &fuzz_seeds[i % n_seeds];

      g_string_truncate (input, 0);
      g_string_append_len (input, seed->data, (gssize) seed->length);
      mutate (input, &state);
      run_input (input->str, input->len);
    }
}

static int
run_files (int n, char **paths)
{
  for (int i = 0; i < n; i++)
    {
      g_autofree char *data = NULL;
      gsize length;

      if (!g_file_get_contents (paths[i], &data, &length, NULL))
        return EXIT_FAILURE;
      run_input (data, length);
    }

  return EXIT_SUCCESS;
}

static int
write_seeds (const char *folder)
{
  gboolean good = g_mkdir_with_parents (folder, 0755) == 0;

  for (guint i = 0; good && fuzz_seeds[i].data != NULL; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/seed-%02u", folder, i);

      good = g_file_set_contents (path, fuzz_seeds[i].data, (gssize) fuzz_seeds[i].length, NULL);
    }

  return good ? EXIT_SUCCESS : EXIT_FAILURE;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--seeds"))
    return write_seeds (argv[2]);

  signal (SIGSEGV, write_input);
  signal (SIGABRT, write_input);
  signal (SIGFPE, write_input);
  signal (SIGTRAP, write_input);

  g_test_init (&argc, &argv, NULL);
  if (argc > 1)
    return run_files (argc - 1, argv + 1);

  g_test_add_func ("/fuzz/" FUZZ_NAME "/seeds", test_seeds);
  g_test_add_func ("/fuzz/" FUZZ_NAME "/mutations", test_mutations);
  return g_test_run ();
}
