/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The loop of oriel-prometheus-points.c, included once for each set of instructions.
 *
 * LOOP_NAME and LOOP_TARGET name the function and what it may use. NON_DIGITS (text) is the mask
 * of bytes among the next 32 that are no digits. DIGITS (…) reads the digits of a number. */

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
      gboolean negative, has_point;
      guint others, behind, n_whole, n_all, n_fraction;
      guint32 tail;
      guint64 digits;
      double number = 0;

      if (!same_time (text, &points->texts[n], length))
        break;

      negative = *value == '-';
      value += negative;
      others = NON_DIGITS (value);
      n_whole = others != 0 ? (guint) __builtin_ctz (others) : 0;
      if (n_whole == 0)
        break;

      /* The end of the number: what is no digit after the point, or instead of it. */
      has_point = value[n_whole] == '.';
      behind = has_point ? others & (others - 1) : others;
      if (behind == 0)
        break;
      n_all = (guint) __builtin_ctz (behind);
      n_fraction = n_all - n_whole - (guint) has_point;
      memcpy (&tail, value + n_all, sizeof tail);
      if ((GUINT32_FROM_LE (tail) & 0xffff) != CLOSE || (has_point && n_fraction == 0))
        break;

      if (!DIGITS (value + n_all, n_whole + n_fraction, has_point ? n_fraction : 32, &digits))
        break;
      if (digits != 0 && !oriel_decimal_to_double (digits, -(int) n_fraction, &number))
        break;

      points->values[n++] = negative ? -number : number;
      text = value + n_all + 4;
      if (GUINT32_FROM_LE (tail) != CLOSE_AND_OPEN)
        break;
    }

  *at = text - 2;
  return n;
}

#undef LOOP_NAME
#undef LOOP_TARGET
#undef NON_DIGITS
#undef DIGITS
