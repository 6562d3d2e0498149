/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loop of oriel-prometheus-points.c, included once for each set of instructions.
 *
 * LOOP_NAME and LOOP_TARGET name the function and what it may use. MASKS (text, …) gives which
 * of the next 32 bytes are no digits and which are points. DIGITS (…) reads the digits of a number.
 */

static LOOP_TARGET gsize
LOOP_NAME (const OrielPoints *points, const char **at, const char *end)
{
  const char *limit = end - LOOKAHEAD;
  const char *text = *at + 2; /* behind the comma and the bracket */
  gsize n = 0;

  while (n < points->n_max && text < limit)
    {
      guint length = points->lengths[n];
      const char *value = text + length;
      guint is_signed, others, first, dots, n_all, n_whole, n_fraction;
      guint32 tail;
      guint64 digits;
      double number;

      if (!same_time (text, &points->texts[n], length))
        break;

      /* Where the next sample begins hangs on these masks alone: no load, no branch between. */
      MASKS (value, &others, &dots);
      is_signed = others & 1;
      others &= ~1u;
      first = others & -others;
      dots &= first;
      others ^= dots;
      if (others == 0)
        break;
      n_all = (guint) __builtin_ctz (others);
      memcpy (&tail, value + n_all, sizeof tail);

      n_whole = (guint) __builtin_ctz (first) - is_signed;
      n_fraction = n_all - n_whole - is_signed - (dots != 0);
      if ((GUINT32_FROM_LE (tail) & 0xffff) != CLOSE || n_whole == 0 ||
          (dots != 0 && n_fraction == 0) || (is_signed && *value != '-'))
        break;

      if (!DIGITS (value + n_all, n_whole + n_fraction, dots != 0 ? n_fraction : 32, &digits))
        break;
      if (!oriel_fraction_to_double (digits, n_fraction, &number))
        break;

      points->values[n++] = is_signed ? -number : number;
      text = value + n_all + 4;
      if (GUINT32_FROM_LE (tail) != CLOSE_AND_OPEN)
        break;
    }

  *at = text - 2;
  return n;
}

#undef LOOP_NAME
#undef LOOP_TARGET
#undef MASKS
#undef DIGITS
