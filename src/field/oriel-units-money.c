/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Currencies. */

#include "config.h"

#include "field/oriel-unit-private.h"

static const OrielUnitRow currency_units[] = {
  UNIT ("currencyUSD", "Dollars ($)", currency, "$"),
  UNIT ("currencyGBP", "Pounds (£)", currency, "£"),
  UNIT ("currencyEUR", "Euro (€)", currency, "€"),
  UNIT ("currencyJPY", "Yen (¥)", currency, "¥"),
  UNIT ("currencyRUB", "Rubles (₽)", currency, "₽"),
  UNIT ("currencyUAH", "Hryvnias (₴)", currency, "₴"),
  UNIT ("currencyBRL", "Real (R$)", currency, "R$"),
  UNIT ("currencyDKK", "Danish Krone (kr)", currency, "kr", .place = 1),
  UNIT ("currencyISK", "Icelandic Króna (kr)", currency, "kr", .place = 1),
  UNIT ("currencyNOK", "Norwegian Krone (kr)", currency, "kr", .place = 1),
  UNIT ("currencySEK", "Swedish Krona (kr)", currency, "kr", .place = 1),
  UNIT ("currencyCZK", "Czech koruna (czk)", currency, "czk"),
  UNIT ("currencyCHF", "Swiss franc (CHF)", currency, "CHF"),
  UNIT ("currencyPLN", "Polish Złoty (PLN)", currency, "PLN"),
  UNIT ("currencyBTC", "Bitcoin (฿)", currency, "฿"),
  UNIT ("currencymBTC", "Milli Bitcoin (฿)", currency, "mBTC"),
  UNIT ("currencyμBTC", "Micro Bitcoin (฿)", currency, "μBTC"),
  UNIT ("currencyZAR", "South African Rand (R)", currency, "R"),
  UNIT ("currencyINR", "Indian Rupee (₹)", currency, "₹"),
  UNIT ("currencyKRW", "South Korean Won (₩)", currency, "₩"),
  UNIT ("currencyIDR", "Indonesian Rupiah (Rp)", currency, "Rp"),
  UNIT ("currencyPHP", "Philippine Peso (PHP)", currency, "PHP"),
  UNIT ("currencyVND", "Vietnamese Dong (VND)", currency, "đ", .place = 1),
  UNIT ("currencyTRY", "Turkish Lira (₺)", currency, "₺", .place = 1),
  UNIT ("currencyMYR", "Malaysian Ringgit (RM)", currency, "RM"),
  UNIT ("currencyXPF", "CFP franc (XPF)", currency, "XPF"),
  UNIT ("currencyBGN", "Bulgarian Lev (BGN)", currency, "BGN"),
  UNIT ("currencyPYG", "Guaraní (₲)", currency, "₲"),
  UNIT ("currencyUYU", "Uruguay Peso (UYU)", currency, "UYU"),
  UNIT ("currencyILS", "Israeli New Shekels (₪)", currency, "₪"),
};

const OrielUnitFamily oriel_units_money[] = {
  FAMILY ("Currency", currency_units),
  { NULL },
};
